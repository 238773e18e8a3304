namespace Glia.Workbench;

/// <summary>A setting of a training does not do. The message says what is wrong and what to do; it does not begin with the setting's name.</summary>
public sealed class SettingException : Exception
{
    /// <summary>The <see cref="Setting"/> where the recipe as a whole is at fault.</summary>
    public const string WholeRecipe = "recipe";

    /// <summary>An error in <paramref name="setting"/>.</summary>
    /// <param name="setting">The setting as the tool's option without hyphens: <c>lr</c>, <c>data</c>.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public SettingException(string setting, string message, Exception? innerException = null)
        : base(message, innerException) => Setting = setting;

    /// <summary>The setting as the tool's option without hyphens.</summary>
    public string Setting { get; }
}
