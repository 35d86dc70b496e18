namespace PortScanner.Web.Features.Tester;

/// <summary>The tester went away, or spoke otherwise than agreed, while a scan ran.</summary>
internal sealed class TesterLostException(string message) : Exception(message);
