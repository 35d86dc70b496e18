namespace PortScanner.Web.Http;

/// <summary>A reader took nothing of a response for too long, and was given up: the connection is closed.</summary>
internal sealed class ReaderGoneException() : OperationCanceledException("The reader takes nothing.");
