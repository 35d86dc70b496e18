using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Deployment;

/// <summary>The classes that share a package, and take turns: two that publish the program at once write the same files.</summary>
[CollectionDefinition(nameof(PackageLab))]
public sealed class PackageClasses : ICollectionFixture<PackageLab>;

/// <summary>The package, built once for all tests of it, and a machine to install it on.</summary>
public sealed class PackageLab : IDisposable
{
    private static readonly string[] Tools = ["dpkg-deb", "lintian", "systemd-analyze", "strace", "unshare", "nsenter", "prlimit", "adduser"];

    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-package-").FullName;
    private readonly ThrowAwayRoot? _root;
    private string? _runtime;

    /// <summary>Builds it.</summary>
    public PackageLab()
    {
        WhyNot = LabRequirements.WhyNotWith(Tools) ?? LabRequirements.WhyNot;
        if (WhyNot is not null)
        {
            return;
        }

        _root = new ThrowAwayRoot();
        WhyNot = _root.WhyNot;
        First = Build("first");
    }

    /// <summary>Why there is nothing to test; null if there is.</summary>
    public string? WhyNot { get; }

    /// <summary>The package's file.</summary>
    public string First { get; } = "";

    /// <summary>The machine.</summary>
    public ThrowAwayRoot Root => _root ?? throw new InvalidOperationException(WhyNot);

    /// <summary>Builds the package once more.</summary>
    /// <param name="folder">Where to.</param>
    /// <returns>Its file.</returns>
    public string Build(string folder) => Command.Run(
        Path.Combine(BuiltProgram.Repository, "deploy/package.sh"), ["--no-build", "--output", Path.Combine(_folder, folder)]).Succeeded().Output.Trim();

    /// <summary>Makes another version of the same package, as if something had changed.</summary>
    /// <returns>Its file.</returns>
    public string Next() => Repack("next", First, "sed -i 's/^Version: .*/&.1/' DEBIAN/control");

    /// <summary>A package with nothing in it but the name of .NET's, where .NET was not installed as a package.</summary>
    /// <returns>Its file.</returns>
    public string StandInForTheRuntime() => _runtime ??= Repack(
        "runtime", First, "find . -mindepth 1 -maxdepth 1 ! -name DEBIAN -exec rm -r {} + && find DEBIAN -type f ! -name control -delete "
        + "&& sed -i -e 's/^Package: .*/Package: aspnetcore-runtime-10.0/' -e '/^Depends:/d' DEBIAN/control");

    /// <inheritdoc/>
    public void Dispose()
    {
        _root?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Repack(string name, string package, string change)
    {
        var tree = Path.Combine(_folder, $"{name}-tree");
        var file = Path.Combine(_folder, $"{name}.deb");
        Command.Run("dpkg-deb", ["--raw-extract", package, tree]).Succeeded();
        Command.Run("sh", ["-c", $"cd '{tree}' && {change}"]).Succeeded();
        Command.Run("dpkg-deb", ["--root-owner-group", "-Znone", "--build", tree, file]).Succeeded();
        return file;
    }
}
