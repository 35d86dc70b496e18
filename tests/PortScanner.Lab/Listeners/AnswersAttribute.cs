using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners;

/// <summary>A probe that a service answers; <see cref="KnownServices"/> finds services by it.</summary>
/// <param name="probe">The probe's name in reports.</param>
/// <param name="families">The families that the probe is made for; none for both.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class AnswersAttribute(string probe, params Family[] families) : Attribute
{
    /// <summary>The probe's name in reports.</summary>
    public string Probe => probe;

    /// <summary>The families that the probe is made for; none for both.</summary>
    public IReadOnlyList<Family> Families => families;

    /// <summary>Whether the probe is made for a family.</summary>
    public bool IsFor(Family family) => families.Length == 0 || families.Contains(family);
}

/// <summary>A probe of its port that a service leaves unanswered.</summary>
/// <param name="probe">The probe's name in reports.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class IgnoresAttribute(string probe) : Attribute
{
    /// <summary>The probe's name in reports.</summary>
    public string Probe => probe;
}
