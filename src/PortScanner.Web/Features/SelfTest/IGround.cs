using System.Net;

using PortScanner.Web.Features.Admission;

namespace PortScanner.Web.Features.SelfTest;

/// <summary>Where the self-test runs: a link with the tester at one end and the visitor at the other.</summary>
internal interface IGround
{
    /// <summary>What it is, as the end of a sentence.</summary>
    string Words { get; }

    /// <summary>The addresses of both ends, IPv4 first.</summary>
    IReadOnlyList<(IPAddress Tester, IPAddress Visitor)> Ends { get; }

    /// <summary>What lets the visitor's addresses be tested, and nobody else's.</summary>
    AdmissionOptions Admission { get; }

    /// <summary>Makes the link, and does something at the visitor's end of it; what is opened there stays there. Called once.</summary>
    T Build<T>(Func<T> atVisitor);
}
