using System.Globalization;
using System.Text;

namespace Glia.Mpi;

/// <summary>Texts that a C library wrote.</summary>
internal static unsafe class NativeText
{
    /// <summary>The text, whose length may count the zero at its end.</summary>
    public static string Of(byte* text, int length) => Encoding.UTF8.GetString(text, length).TrimEnd('\0', '\n', ' ');

    public static string Unknown(int error) => string.Create(CultureInfo.InvariantCulture, $"error {error}");
}
