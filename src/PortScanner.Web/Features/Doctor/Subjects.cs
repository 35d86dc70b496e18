using PortScanner.Engine.Identity;

namespace PortScanner.Web.Features.Doctor;

/// <summary>What is looked at, in the words that stand before each result; docs/operations/doctor.md explains each.</summary>
internal static class Subjects
{
    public const string Settings = "settings";
    public const string Contact = "contact";
    public const string Loopback = "loopback";
    public const string Rights = "rights";
    public const string Engine = "engine";
    public const string Capture = "capture";
    public const string Ipv4Source = "IPv4 source";
    public const string Ipv6Source = "IPv6 source";
    public const string SourcePorts = "source ports";
    public const string ConnectionTable = "conntrack";
    public const string Firewall = "firewall";
    public const string Tester = "tester";
    public const string Bus = "bus";
    public const string BusRights = "bus rights";
    public const string Echo = "echo";
    public const string Results = "results";
    public const string Limits = "limits";
    public const string Site = "site";
    public const string Forgery = "forgery";
    public const string Clock = "clock";
}
