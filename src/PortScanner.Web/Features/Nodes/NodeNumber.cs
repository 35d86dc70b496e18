using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PortScanner.Web.Features.Nodes;

/// <summary>The numbers of web nodes, which the ids of their scans begin with. They follow from the names, so that all nodes agree on them.</summary>
internal static class NodeNumber
{
    /// <summary>A node's number.</summary>
    public static ushort Of(string name) => BinaryPrimitives.ReadUInt16BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes($"portscanner web node {name}")));

    /// <summary>Names that share a number, one in 65,536 by chance.</summary>
    /// <returns>Null if there are none.</returns>
    public static (string One, string Other)? Alike(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .GroupBy(Of).Where(group => group.Count() > 1).Select(group => ((string, string)?)(group.First(), group.ElementAt(1))).FirstOrDefault();
}
