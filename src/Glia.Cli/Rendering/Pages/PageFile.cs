using System.Text;
using Glia.Formats;
using Glia.Pages;

namespace Glia.Cli;

/// <summary>Pages as files.</summary>
internal static class PageFile
{
    /// <summary>Writes one HTML file, whole or not at all.</summary>
    public static void Write(string path, Page page) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(HtmlPage.Write(page))));
}
