namespace PortScanner.Web.Hosting.Configuration;

/// <summary>
/// A setting that nobody but the program may know: it is refused where others can read it, and no message repeats its value.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretAttribute : Attribute;
