namespace PortScanner.Web.Http;

/// <summary>Marks an endpoint whose answer does not depend on who asks, so that it needs no proof of that, such as <c>/healthz</c>.</summary>
internal sealed class AnswersAnyone;
