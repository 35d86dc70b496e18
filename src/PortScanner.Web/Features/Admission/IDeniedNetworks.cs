namespace PortScanner.Web.Features.Admission;

/// <summary>Where <see cref="AdmissionOptions.DenyNetworks"/> is read again from, while the program runs.</summary>
internal interface IDeniedNetworks
{
    /// <summary>By what a change is known; null while there is no file that could change.</summary>
    (DateTime Written, long Length)? Stamp { get; }

    /// <summary>The networks as they are set now; null if the settings cannot be read.</summary>
    IReadOnlyList<string>? Read();
}
