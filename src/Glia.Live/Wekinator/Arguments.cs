using System.Text;

namespace Glia.Live;

/// <summary>What control messages carry: numbers of any type, since clients send what their language calls a number.</summary>
internal static class Arguments
{
    /// <summary>The whole number at <paramref name="index"/>; false where there is none.</summary>
    public static bool TryWhole(in OscMessage message, int index, out int number)
    {
        number = 0;
        return message.TryGetArgument(index, out OscArgument argument) && argument.TryGetInt32(out number);
    }

    /// <summary>The text at <paramref name="index"/>; false where there is none.</summary>
    public static bool TryText(in OscMessage message, int index, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text)
    {
        text = null;
        return message.TryGetArgument(index, out OscArgument argument) && argument.TryGetText(out text);
    }

    /// <summary>The whole numbers from <paramref name="start"/> on; null where one of the arguments is none.</summary>
    public static int[]? Wholes(in OscMessage message, int start)
    {
        var numbers = new List<int>();
        int i = 0;
        foreach (OscArgument argument in message)
        {
            if (i++ < start) continue;
            if (!argument.TryGetInt32(out int number)) return null;
            numbers.Add(number);
        }

        return [.. numbers];
    }

    /// <summary>The numbers from <paramref name="start"/> on; null where one of the arguments is none.</summary>
    public static float[]? Numbers(in OscMessage message, int start)
    {
        var numbers = new List<float>();
        int i = 0;
        foreach (OscArgument argument in message)
        {
            if (i++ < start) continue;
            if (!argument.TryGetNumber(out double number)) return null;
            numbers.Add((float)number);
        }

        return [.. numbers];
    }

    /// <summary>All texts; null where one of the arguments is none.</summary>
    public static List<string>? Texts(in OscMessage message)
    {
        var texts = new List<string>();
        foreach (OscArgument argument in message)
        {
            if (!argument.TryGetText(out string? text)) return null;
            texts.Add(text);
        }

        return texts;
    }

    /// <summary>The address, for sentences.</summary>
    public static string Name(in OscMessage message) => Encoding.UTF8.GetString(message.Address);
}
