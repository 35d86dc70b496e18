namespace PortScanner.Web.Hosting.Configuration;

/// <summary>A setting as it is in force.</summary>
/// <param name="Path">Its name from the root.</param>
/// <param name="Value">Its value; null if it has none.</param>
/// <param name="IsSecret">Whether nobody else may read it.</param>
/// <param name="IsDefault">Whether it is as it is if nobody sets it.</param>
/// <param name="Place">Where the value stands; null if it stands nowhere.</param>
internal sealed record SettingInForce(string Path, object? Value, bool IsSecret, bool IsDefault, SettingPlace? Place);
