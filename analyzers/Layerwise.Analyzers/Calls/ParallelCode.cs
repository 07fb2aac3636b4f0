using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Layerwise.Analyzers.Calls;

/// <summary>Whether code runs on several threads at a time with one and the same variable.</summary>
internal static class ParallelCode
{
    /// <summary>What runs the code around an operation in parallel, where the variable comes from outside of that code; else null.</summary>
    public static string? Around(IOperation operation, ISymbol variable)
    {
        foreach (IOperation ancestor in operation.Ancestors())
        {
            if (ancestor is ILockOperation) return null;
            if (ancestor is not (IAnonymousFunctionOperation or ILocalFunctionOperation)) continue;
            if (ancestor.Declares(variable) || Synchronizes(ancestor)) return null;
            foreach (IOperation start in Starts(ancestor))
            {
                if (Runner(start) is { } runner && (runner.IsMany || RunsAgain(start, variable) || HasTwin(start, ancestor, variable))) return runner.Name;
            }
        }

        return null;
    }

    // The calls that a lambda, or a local function by its name, is given to.
    private static IEnumerable<IOperation> Starts(IOperation function)
    {
        IEnumerable<IOperation> delegates = function is ILocalFunctionOperation local
            ? function.Root().Descendants().OfType<IMethodReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Method, local.Symbol))
            : new[] { function };
        foreach (IOperation value in delegates)
        {
            IOperation given = value;
            while (given.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation) given = given.Parent;
            if (given.Parent is IArgumentOperation { Parent: { } call }) yield return call;
            else if (given.Parent is IArrayInitializerOperation && given.Ancestors().FirstOrDefault(static a => a is IInvocationOperation) is { } arrayCall) yield return arrayCall;
        }
    }

    private static (string Name, bool IsMany)? Runner(IOperation call) => call switch
    {
        IInvocationOperation { TargetMethod: { ContainingType: { Name: "Parallel", ContainingNamespace.Name: "Tasks" } } method } => ($"Parallel.{method.Name}", method.Name != "Invoke"),
        IInvocationOperation { TargetMethod: { ContainingType: { Name: "ParallelEnumerable", ContainingNamespace.Name: "Linq" } } method } => ($"{method.Name} of a parallel query", true),
        IInvocationOperation { TargetMethod: { Name: "Run", ContainingType: { Name: "Task", ContainingNamespace.Name: "Tasks" } } } => ("Task.Run", false),
        IInvocationOperation { TargetMethod: { Name: "StartNew", ContainingType: { Name: "TaskFactory", ContainingNamespace.Name: "Tasks" } } } => ("StartNew", false),
        IInvocationOperation { TargetMethod: { Name: "QueueUserWorkItem" or "UnsafeQueueUserWorkItem", ContainingType: { Name: "ThreadPool", ContainingNamespace.Name: "Threading" } } } => ("ThreadPool", false),
        IObjectCreationOperation { Type: { Name: "Thread", ContainingNamespace.Name: "Threading" } } => ("Thread", false),
        _ => null,
    };

    // Started several times: in a loop or in another lambda, all with the variable of outside, and nothing there waits for the end.
    private static bool RunsAgain(IOperation start, ISymbol variable)
    {
        foreach (IOperation ancestor in start.Ancestors())
        {
            if (ancestor is not (ILoopOperation or IAnonymousFunctionOperation)) continue;
            if (ancestor.Declares(variable)) return false;
            bool isRepeated = ancestor is ILoopOperation || ancestor.Ancestors().Any(static a => a is IInvocationOperation { TargetMethod.Name: "Select" });
            if (isRepeated) return !ancestor.Descendants().Any(inner => IsWaiting(inner) && !inner.IsWithin(start));
        }

        return false;
    }

    // Started beside another one with the same variable, and nothing between the two waits for the first.
    private static bool HasTwin(IOperation start, IOperation function, ISymbol variable)
    {
        if (IsWaitedFor(start)) return false;

        // Parallel.Invoke runs its lambdas beside each other.
        if (LambdasThatUse(start, variable) > 1) return true;

        IOperation root = start.Root();
        foreach (IOperation other in root.Descendants())
        {
            if (other == start || !(other is IInvocationOperation or IObjectCreationOperation) || other.IsWithin(function)) continue;
            if (Runner(other) is not { IsMany: false } || IsWaitedFor(other) || LambdasThatUse(other, variable) == 0) continue;

            int from = Math.Min(start.Syntax.Span.End, other.Syntax.Span.End);
            int to = Math.Max(Beginning(start, root), Beginning(other, root));
            if (!root.Descendants().Any(between => IsWaiting(between) && between.Syntax.SpanStart >= from && between.Syntax.SpanStart < to)) return true;
        }

        return false;
    }

    // A thread begins when it is started, and which one that is takes more than one look: the last start of the method counts.
    private static int Beginning(IOperation start, IOperation root) => start is not IObjectCreationOperation
        ? start.Syntax.SpanStart
        : root.Descendants().Where(static inner => inner is IInvocationOperation { TargetMethod.Name: "Start" }).Select(static inner => inner.Syntax.SpanStart).LastOrDefault();

    private static int LambdasThatUse(IOperation call, ISymbol variable) => call.Descendants()
        .OfType<IAnonymousFunctionOperation>()
        .Where(function => !function.Ancestors().TakeWhile(ancestor => ancestor != call).Any(static ancestor => ancestor is IAnonymousFunctionOperation))
        .Count(function => function.Descendants().Any(inner => inner switch
        {
            ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, variable),
            IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, variable),
            IFieldReferenceOperation field => SymbolEqualityComparer.Default.Equals(field.Field, variable),
            _ => false,
        }));

    private static bool IsWaitedFor(IOperation start) =>
        start.Parent is IAwaitOperation || start.Ancestors().TakeWhile(static a => a is not (IArgumentOperation or IExpressionStatementOperation)).Any(IsWaiting);

    private static bool IsWaiting(IOperation operation) => operation switch
    {
        IAwaitOperation => true,
        IInvocationOperation { TargetMethod.Name: "Join" or "Wait" or "WaitAll" or "WaitAny" or "GetResult" } => true,
        IPropertyReferenceOperation { Property.Name: "Result" } => true,
        _ => false,
    };

    private static bool Synchronizes(IOperation function) => function.Descendants().Any(static inner =>
        inner is ILockOperation or IInvocationOperation { TargetMethod.Name: "Enter" or "TryEnter" or "EnterScope" or "Wait" or "WaitAsync" or "WaitOne" });
}
