using System.Net;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Program;

/// <summary>Someone with curl on one of the lab's hosts.</summary>
public sealed class Visitor
{
    private readonly NetworkNamespace _host;
    private readonly string _site;
    private readonly IReadOnlyList<string> _arguments;

    private Visitor(NetworkNamespace host, string site, IReadOnlyList<string> arguments)
    {
        _host = host;
        _site = site;
        _arguments = arguments;
    }

    /// <summary>Someone who knows the program itself.</summary>
    /// <param name="host">The visitor's host.</param>
    /// <param name="server">The address that the visitor knows the program by.</param>
    /// <param name="source">The visitor's own address, where the host has several; null for what its routing chooses.</param>
    public Visitor(NetworkNamespace host, IPAddress server, IPAddress? source = null)
        : this(host, ShippedProgram.Page(server), source is null ? [] : ["--interface", source.ToString()])
    {
    }

    /// <summary>The form's address.</summary>
    public string ScanPage => Page("/scan");

    /// <summary>Someone who knows a site by its name, over TLS, and asks no authority about its certificate.</summary>
    /// <param name="host">The visitor's host.</param>
    /// <param name="name">The site's name.</param>
    /// <param name="server">Where the name leads.</param>
    /// <param name="scheme">The scheme.</param>
    public static Visitor OfSite(NetworkNamespace host, string name, IPAddress server, string scheme = "https") =>
        new(host, $"{scheme}://{name}", ["--insecure", "--resolve", $"{name}:443:{server}", "--resolve", $"{name}:80:{server}"]);

    /// <summary>A page's address.</summary>
    public string Page(string path) => _site + path;

    /// <summary>Asks for something with arguments of the visitor's own.</summary>
    /// <exception cref="InvalidOperationException">There is no answer.</exception>
    public HttpAnswer Curl(string path, params IEnumerable<string> arguments) => HttpAnswer.Of(RunCurl(path, arguments));

    /// <summary>Asks for something that may not be answered.</summary>
    /// <returns>Null if there is no answer.</returns>
    public HttpAnswer? TryCurl(string path, params IEnumerable<string> arguments) =>
        RunCurl(path, arguments) is { ExitCode: 0 } answered ? HttpAnswer.Of(answered) : null;

    /// <summary>Sends the form and reads the whole answer.</summary>
    public HttpAnswer Post(ScanForm form) => Curl("/scan", form.Arguments());

    /// <summary>Sends the form and reads the report, whatever the status.</summary>
    public ScanReport Scan(ScanForm form) => ScanReport.Parse(Post(form));

    /// <summary>Sends the form and reads the lines of the answer as they come.</summary>
    public Command Stream(ScanForm form, Action<string>? onLine = null) => Stream("/scan", form.Arguments(), onLine);

    /// <summary>Asks for something and reads the lines of the answer as they come.</summary>
    public Command Stream(string path, IEnumerable<string> arguments, Action<string>? onLine = null) =>
        _host.StartIn("curl", ["-sSN", .. _arguments, .. arguments, Page(path)], onLine: onLine);

    private CommandResult RunCurl(string path, IEnumerable<string> arguments) =>
        _host.RunIn("curl", ["-sS", "-D", "/dev/stderr", .. _arguments, .. arguments, Page(path)]);
}
