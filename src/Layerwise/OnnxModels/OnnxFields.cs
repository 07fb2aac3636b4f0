namespace Layerwise.OnnxModels;

/// <summary>The numbers of the fields that are read and written (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).</summary>
internal static class OnnxFields
{
    public const int ModelFormat = 1;
    public const int ModelProducer = 2;
    public const int ModelGraph = 7;
    public const int ModelOpset = 8;

    public const int OpsetDomain = 1;
    public const int OpsetVersion = 2;

    public const int GraphNode = 1;
    public const int GraphName = 2;
    public const int GraphInitializer = 5;
    public const int GraphInput = 11;
    public const int GraphOutput = 12;

    public const int NodeInput = 1;
    public const int NodeOutput = 2;
    public const int NodeName = 3;
    public const int NodeOperation = 4;
    public const int NodeAttribute = 5;
    public const int NodeDomain = 7;

    public const int AttributeName = 1;
    public const int AttributeSingle = 2;
    public const int AttributeInteger = 3;
    public const int AttributeText = 4;
    public const int AttributeTensor = 5;
    public const int AttributeSingles = 7;
    public const int AttributeIntegers = 8;
    public const int AttributeTexts = 9;
    public const int AttributeKind = 20;

    public const int TensorShape = 1;
    public const int TensorKind = 2;
    public const int TensorFloats = 4;
    public const int TensorInt32s = 5;
    public const int TensorInt64s = 7;
    public const int TensorName = 8;
    public const int TensorRaw = 9;
    public const int TensorDoubles = 10;
    public const int TensorExternal = 13;
    public const int TensorLocation = 14;

    public const int PairKey = 1;
    public const int PairValue = 2;

    public const int ValueName = 1;
    public const int ValueType = 2;
    public const int TypeTensor = 1;
    public const int TensorTypeKind = 1;
    public const int TensorTypeShape = 2;
    public const int ShapeDimension = 1;
    public const int DimensionSize = 1;
    public const int DimensionName = 2;
}
