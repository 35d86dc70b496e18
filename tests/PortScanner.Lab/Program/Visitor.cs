using System.Net;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Program;

/// <summary>Someone with curl on one of the lab's hosts.</summary>
/// <param name="host">The visitor's host.</param>
/// <param name="server">The address that the visitor knows the program by.</param>
public sealed class Visitor(NetworkNamespace host, IPAddress server)
{
    /// <summary>The form's address.</summary>
    public string ScanPage => ShippedProgram.Page(server, "/scan");

    /// <summary>A page's address.</summary>
    public string Page(string path) => ShippedProgram.Page(server, path);

    /// <summary>Asks for something with arguments of the visitor's own.</summary>
    public HttpAnswer Curl(string path, params IEnumerable<string> arguments) =>
        HttpAnswer.Of(host.RunIn("curl", ["-sS", "-D", "/dev/stderr", .. arguments, ShippedProgram.Page(server, path)]));

    /// <summary>Sends the form and reads the whole answer.</summary>
    public HttpAnswer Post(ScanForm form) => Curl("/scan", form.Arguments());

    /// <summary>Sends the form and reads the report, whatever the status.</summary>
    public ScanReport Scan(ScanForm form) => ScanReport.Parse(Post(form));

    /// <summary>Sends the form and reads the lines of the answer as they come.</summary>
    public Command Stream(ScanForm form, Action<string>? onLine = null) =>
        host.StartIn("curl", ["-sSN", .. form.Arguments(), ScanPage], onLine: onLine);
}
