using System.Diagnostics;

namespace PortScanner.Storage.Tests.MariaDb;

/// <summary>Certificates by openssl: an authority, what it signed for 127.0.0.1, and another authority.</summary>
internal sealed class Certificates : IDisposable
{
    private const string AuthorityName = "authority.pem";

    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-tls-").FullName;

    public Certificates()
    {
        const string newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
        File.WriteAllText(PathOf("names"), "subjectAltName=IP:127.0.0.1");
        Run("openssl", $"req -x509 {newKey} -keyout authority.key -out {AuthorityName} -subj /CN=authority -days 2");
        Run("openssl", $"req -x509 {newKey} -keyout other.key -out other.pem -subj /CN=other -days 2");
        Run("openssl", $"req {newKey} -keyout server.key -out server.csr -subj /CN=server");
        Run("openssl", $"x509 -req -in server.csr -CA {AuthorityName} -CAkey authority.key -CAcreateserial -days 2 -extfile names -out server.pem");

        // The server runs as another user.
        Run("chmod", "-R a+rX .");
    }

    public string Authority => PathOf(AuthorityName);

    public string OtherAuthority => PathOf("other.pem");

    public string ServerArguments => $"--ssl-ca={Authority} --ssl-cert={PathOf("server.pem")} --ssl-key={PathOf("server.key")}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void Run(string program, string arguments)
    {
        var start = new ProcessStartInfo(program, arguments.Split(' ')) { WorkingDirectory = _folder, UseShellExecute = false, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }
}
