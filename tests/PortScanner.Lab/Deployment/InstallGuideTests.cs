using System.Text.RegularExpressions;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Deployment;

/// <summary>The guide for installing, done to the letter on a machine that was booted for it: what it says to type is typed, in its order.</summary>
[Collection(nameof(PackageLab))]
public sealed partial class InstallGuideTests(PackageLab package)
{
    private const string Guide = "docs/operations/install.md";
    private const string Certificates = "/etc/letsencrypt/live/scan.example.org";

    // What the guide leaves to the operator: a name that leads here, a certificate where certbot puts it (which somebody must trust), and the change that
    // he makes in an editor, here the name of the interface.
    private const string OfTheOperator = $"""
        set -e
        echo '{BootedMachine.Address} scan.example.org' >>/etc/hosts
        mkdir -p {Certificates}
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=scan.example.org -addext subjectAltName=DNS:scan.example.org \
          -keyout {Certificates}/privkey.pem -out {Certificates}/fullchain.pem
        cp {Certificates}/fullchain.pem /usr/local/share/ca-certificates/site.crt
        update-ca-certificates
        printf '#!/bin/sh\nsed -i "s/\"eth0\"/\"wan\"/" "$@"\n' >/usr/local/bin/editor
        chmod +x /usr/local/bin/editor
        """;

    [Fact]
    public void Guide_leads_from_the_package_to_a_site_behind_nginx_with_its_guard()
    {
        Assert.SkipWhen(package.WhyNot is not null, package.WhyNot ?? "");
        Tools.Require("systemd-nspawn", "nginx", "nft", "openssl", "curl");
        using var machine = new BootedMachine();
        Assert.SkipWhen(machine.WhyNot is not null, machine.WhyNot ?? "");
        machine.AwaitBoot();

        // The package, with its unit started and ready when that returns.
        if (machine.Run("dpkg-query", "-W", "aspnetcore-runtime-10.0").ExitCode != 0)
        {
            machine.Bring(package.StandInForTheRuntime(), "/root/runtime.deb");
            machine.Run("dpkg", "--install", "/root/runtime.deb").Succeeded();
        }

        machine.Bring(package.First, $"/root/{Path.GetFileName(package.First)}");
        var installing = Blocks("The package").Single(block => block.Text.Contains("apt install", StringComparison.Ordinal)).Text;
        Shell(machine, Unattended(installing.Replace(Package().Match(installing).Value, $"./{Path.GetFileName(package.First)}", StringComparison.Ordinal)));
        Assert.Equal("ready", Shell(machine, "curl -s http://127.0.0.1:8080/healthz").Trim());

        // The guides are where the program says that they are.
        Assert.True(machine.Has("/usr/share/doc/portscanner/operations/proxies.md"));
        Assert.Contains("/usr/share/doc/portscanner/configuration.md", machine.Run("portscanner", "doctor", "--Engine:Nothing=1").Output, StringComparison.Ordinal);

        Shell(machine, OfTheOperator);
        var told = Shell(machine, Unattended(string.Join('\n', Blocks("A site behind nginx").Select(Typed))));
        Assert.Contains("\nready\n", told, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ok +site +It sees this machine as 192\.0\.2\.1", told);
        Assert.Matches(@"(?m)^ok +forgery ", told);
        Assert.DoesNotMatch("(?m)^wrong ", told);
        Assert.EndsWith($"{BootedMachine.Address}\n", told, StringComparison.Ordinal);

        // A setting of the environment file holds for the tester, too, and the front end's secrets do not reach it.
        var tester = Shell(machine, "tr '\\0' '\\n' </proc/$(systemctl show --property MainPID --value portscanner-tester)/environ");
        Assert.Contains("Secret", Shell(machine, "tr '\\0' '\\n' </proc/$(systemctl show --property MainPID --value portscanner-web)/environ"), StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", tester, StringComparison.Ordinal);

        Shell(machine, Unattended(string.Join('\n', Blocks("The egress guard").Select(Typed))));
        Assert.Contains("portscanner", Shell(machine, "nft list tables"), StringComparison.Ordinal);
        Assert.Equal("ready", Shell(machine, "curl -s -H 'Host: scan.example.org' http://127.0.0.1:8080/healthz").Trim());
    }

    private static string Shell(BootedMachine machine, string script) => machine.Run("bash", "-ec", script).Succeeded().Output;

    // Nobody is there to say yes.
    private static string Unattended(string script) => script.Replace("apt install", "apt install --yes", StringComparison.Ordinal);

    private static string Typed((string Kind, string Text) block) => block.Kind switch
    {
        "sh" => block.Text,
        "json" => $"cat >/etc/portscanner/appsettings.json <<'END'\n{block.Text}END\n",
        "ini" => "mkdir -p /etc/systemd/system/portscanner-tester.service.d\ncat >/etc/systemd/system/portscanner-tester.service.d/override.conf <<'END'\n"
            + $"{block.Text}END\nsystemctl daemon-reload\nsystemctl restart portscanner-tester\n",
        _ => throw new InvalidOperationException($"The guide has a block of {block.Kind}, and no test knows what is to be done with it."),
    };

    private static IReadOnlyList<(string Kind, string Text)> Blocks(string section)
    {
        var guide = File.ReadAllText(Path.Combine(BuiltProgram.Repository, Guide));
        var part = guide.Split("\n## ").Single(text => text.StartsWith($"{section}\n", StringComparison.Ordinal));
        return
        [
            .. Block().Matches(part).Select(match => (
                match.Groups["kind"].Value,
                string.Concat(match.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => $"{(line.StartsWith(match.Groups["indent"].Value, StringComparison.Ordinal) ? line[match.Groups["indent"].Length..] : line)}\n")))),
        ];
    }

    [GeneratedRegex("^(?<indent> *)```(?<kind>\\w+)\n(?<text>.*?)^ *```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"\./portscanner_\S+\.deb", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Package();
}
