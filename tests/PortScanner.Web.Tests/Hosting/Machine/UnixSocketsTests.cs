using System.Net.Sockets;

using PortScanner.Web.Hosting.Machine;

namespace PortScanner.Web.Tests.Hosting.Machine;

public sealed class UnixSocketsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portscanner-tests-");

    private string Killed => Path.Combine(_folder.FullName, "killed.sock");

    private string Alive => Path.Combine(_folder.FullName, "alive.sock");

    private string Note => Path.Combine(_folder.FullName, "note");

    [Fact]
    public void Socket_that_a_killed_program_left_is_deleted_and_nothing_else()
    {
        using var alive = Listen(Alive);
        using (Listen(Killed + ".first"))
        {
            // Under its own name it would be deleted with the listener.
            File.Move(Killed + ".first", Killed);
        }

        File.WriteAllText(Note, "");
        UnixSockets.DeleteStale(["http://127.0.0.1:80", $"http://unix:{Killed}", $"http://unix:{Alive}", $"http://unix:{Note}", "http://unix:/nowhere/at.all"]);
        Assert.Equal([Alive, Note], Directory.GetFiles(_folder.FullName).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Socket Listen(string file)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(file));
        socket.Listen();
        return socket;
    }
}
