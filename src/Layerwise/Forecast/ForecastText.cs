using System.Globalization;
using Layerwise.Text;

namespace Layerwise.Forecast;

/// <summary>The numbers of forecasts as people read them, the same in every culture.</summary>
internal static class ForecastText
{
    private const string Unknown = "unknown";

    /// <summary>Three significant digits.</summary>
    public static string Number(double value) => double.IsNaN(value) ? Unknown : NumberText.Rounded(value);

    /// <summary>A factor: "×0.95".</summary>
    public static string Gain(double value) => double.IsNaN(value) ? Unknown : "×" + Number(value);

    /// <summary>A share of one: "12.5 %".</summary>
    public static string Share(double value) => double.IsNaN(value) ? Unknown : (100 * value).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
