namespace PortScanner.Web.Features.Help;

/// <summary>A page of help in one language, which is written as HTML (<see cref="HelpHtml"/>) and as text (<see cref="HelpText"/>) alike.</summary>
/// <param name="Path">Where it is found, without a query.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Sections">Its parts.</param>
internal sealed record HelpPage(string Path, string Title, IReadOnlyList<HelpSection> Sections);

/// <summary>A part of a page.</summary>
/// <param name="Heading">Its heading; null for what stands right below the title.</param>
/// <param name="Blocks">What stands in it.</param>
internal sealed record HelpSection(string? Heading, params IReadOnlyList<HelpBlock> Blocks);

/// <summary>A block of a section.</summary>
internal abstract record HelpBlock;

/// <summary>A paragraph.</summary>
internal sealed record HelpParagraph(string Text) : HelpBlock;

/// <summary>Terms, each with what is said of it.</summary>
/// <param name="Terms">The terms.</param>
/// <param name="IsRoll">Whether they are so many that text leaves out the addresses of their pages.</param>
internal sealed record HelpTerms(IReadOnlyList<HelpTerm> Terms, bool IsRoll = false) : HelpBlock;

/// <summary>A term.</summary>
/// <param name="Name">The term.</param>
/// <param name="Text">What is said of it.</param>
/// <param name="Path">The page about it; null if there is none.</param>
internal sealed record HelpTerm(string Name, string Text, string? Path = null);

/// <summary>Links to other pages of this site.</summary>
internal sealed record HelpLinks(IReadOnlyList<HelpLink> Links) : HelpBlock;

/// <summary>A link.</summary>
/// <param name="Path">Where it leads, without a query.</param>
/// <param name="Text">The title of the page there.</param>
internal sealed record HelpLink(string Path, string Text);

/// <summary>A way to the page of any port: a form in HTML, a command in text.</summary>
/// <param name="Label">What is asked for.</param>
/// <param name="Button">What the button says.</param>
internal sealed record HelpPortForm(string Label, string Button) : HelpBlock;
