using System.Reflection;

using PortScanner.Web.Tests.Program;

using Serilog.AspNetCore;

namespace PortScanner.Web.Tests.Architecture;

/// <summary>What logs requests cannot be used: the build fails over each member of a type in the list. So these tests name the types as text.</summary>
public sealed class BannedSymbolsTests
{
    private static readonly Assembly[] Assemblies =
        [typeof(RequestLoggingOptions).Assembly, typeof(Serilog.ILogger).Assembly, Assembly.Load("Microsoft.AspNetCore.HttpLogging")];

    private static readonly string[] Banned =
        [.. Repository.Read("BannedSymbols.txt").Split('\n').Where(line => line.StartsWith("T:", StringComparison.Ordinal)).Select(line => line[2..].Split(';')[0])];

    [Fact]
    public void Whatever_logs_requests_is_banned_in_each_of_its_forms()
    {
        var forms = Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.Name is "UseSerilogRequestLogging" or "UseHttpLogging" or "UseW3CLogging" or "PushProperty").ToList();

        Assert.Equal(5, forms.Count);
        Assert.All(forms, form => Assert.Contains(form.DeclaringType!.FullName, Banned));
    }

    [Fact]
    public void Every_banned_type_exists() =>
        Assert.All(Banned, name => Assert.Contains(Assemblies, assembly => assembly.GetType(name) is not null));
}
