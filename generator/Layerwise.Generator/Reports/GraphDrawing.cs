using System.Globalization;
using System.Text;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Reports;

/// <summary>
/// The graph of a network as a drawing: a box for each layer, or for equal ones in a row, the outputs beside each other below the layers that they share, and an arc for each
/// residual connection from what it takes to where it is added.
/// </summary>
internal sealed class GraphDrawing
{
    private const int BoxWidth = 200;
    private const int BoxHeight = 24;
    private const int RowHeight = 40;
    private const int ColumnWidth = 270;
    private const int Margin = 12;

    private readonly NetworkSpec _network;
    private readonly StringBuilder _svg = new();

    private GraphDrawing(NetworkSpec network) => _network = network;

    /// <summary>Whether there is more to see than layers in a row.</summary>
    public static bool IsWorthIt(NetworkSpec network) => network.HasSeveralHeads || network.Layers.Any(static layer => layer.ResidualSpan > 0);

    /// <summary>The drawing.</summary>
    public static string Of(NetworkSpec network) => new GraphDrawing(network).Draw();

    private string Draw()
    {
        int shared = _network.HasSeveralHeads ? _network.Heads[0].First : _network.Layers.Count;
        int columns = _network.HasSeveralHeads ? _network.Heads.Count : 1;
        double middle = Margin + ((columns - 1) * ColumnWidth / 2.0);
        double bottom = Column(Boxes(0, shared), middle, Margin, null);
        double height = bottom;
        for (int h = 0; h < columns && _network.HasSeveralHeads; h++)
        {
            HeadSpec head = _network.Heads[h];
            height = Math.Max(height, Column(Boxes(head.First, head.Last + 1), Margin + (h * ColumnWidth), bottom, middle));
        }

        string size = $"width=\"{Literal.Of((columns * ColumnWidth) + (2 * Margin))}\" height=\"{Literal.Of((int)height + Margin)}\"";
        return $"<svg {size} role=\"img\" aria-label=\"The graph of the network\">\n{_svg}</svg>";
    }

    // Layers that differ in nothing but their place, and whose connections go around none but themselves, are one box.
    private List<(LayerSpec First, LayerSpec Last)> Boxes(int first, int end)
    {
        var boxes = new List<(LayerSpec First, LayerSpec Last)>();
        for (int l = first; l < end; l++)
        {
            LayerSpec layer = _network.Layers[l];
            bool isAlike = boxes.Count > 0 && !IsPassed(l) && WithoutPlace(layer) == WithoutPlace(boxes[boxes.Count - 1].Last);
            if (isAlike) boxes[boxes.Count - 1] = (boxes[boxes.Count - 1].First, layer);
            else boxes.Add((layer, layer));
        }

        return boxes;
    }

    private bool IsPassed(int layer) => _network.Layers.Any(end => end.ResidualSpan > 1 && end.Index >= layer && end.Index - end.ResidualSpan + 1 <= layer);

    private static LayerSpec WithoutPlace(LayerSpec layer) => layer with { Index = 0, ParametersOffset = 0, StatisticsOffset = 0 };

    // From top to bottom; returns where it ends.
    private double Column(List<(LayerSpec First, LayerSpec Last)> boxes, double left, double top, double? from)
    {
        double center = left + (BoxWidth / 2.0);
        var tops = new Dictionary<int, double>();
        double y = top;
        foreach ((LayerSpec first, LayerSpec last) in boxes)
        {
            double start = from is { } other ? other + (BoxWidth / 2.0) : center;
            if (first.Index > 0) Path($"M{Text(start)} {Text(y - RowHeight + BoxHeight)}L{Text(center)} {Text(y)}");
            from = null;
            for (int l = first.Index; l <= last.Index; l++) tops[l] = y;
            Box(left, y, first, last);
            if (last.ResidualSpan > 0) Arc(left + BoxWidth, tops[last.Index - last.ResidualSpan + 1], y + BoxHeight, last.ResidualSpan);
            y += RowHeight;
        }

        return y;
    }

    private void Box(double left, double top, LayerSpec first, LayerSpec last)
    {
        string number = first == last ? Literal.Of(first.Number) : $"{Literal.Of(first.Number)} to {Literal.Of(last.Number)}";
        string name = _network.HeadOf(last) is { IsNamed: true } head ? head.Name + ", " : "";
        _svg.Append($"<rect class=\"box\" x=\"{Text(left)}\" y=\"{Text(top)}\" width=\"{Literal.Of(BoxWidth)}\" height=\"{Literal.Of(BoxHeight)}\" rx=\"4\"/>");
        _svg.Append($"<text x=\"{Text(left + (BoxWidth / 2.0))}\" y=\"{Text(top + 16)}\" text-anchor=\"middle\">{number}: {name}{first.Sizes}, {first.ActivationName}</text>\n");
    }

    private void Arc(double x, double start, double end, int span)
    {
        double far = x + 14 + (6 * Math.Min(span, 6));
        Path($"M{Text(x - 12)} {Text(start)}C{Text(far)} {Text(start - 14)} {Text(far)} {Text(end + 14)} {Text(x - 12)} {Text(end)}");
    }

    private void Path(string path) => _svg.Append($"<path class=\"edge\" d=\"{path}\"/>\n");

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
