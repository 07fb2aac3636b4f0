using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Layerwise.Samples.Tests.InitializationLab;

/// <summary>Reads a page as XML.</summary>
internal static class PageReading
{
    public static XNamespace Svg { get; } = "http://www.w3.org/2000/svg";

    /// <exception cref="XmlException">The page is not well-formed.</exception>
    public static XDocument Parse(string page)
    {
        // HTML's document type names no file, so that there is nothing to load.
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return XDocument.Load(reader);
    }

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
