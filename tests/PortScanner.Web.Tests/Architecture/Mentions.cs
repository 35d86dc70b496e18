using System.Reflection;
using System.Reflection.Emit;

namespace PortScanner.Web.Tests.Architecture;

/// <summary>Which members of other types the compiled code of a type names, whatever its source looks like.</summary>
internal static class Mentions
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const byte TwoByteMark = 0xFE;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>The types of an assembly that name a member or a type.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="isMeant">Which member or type; asked of generic arguments and elements too.</param>
    /// <returns>Their full names, in order; of a nested type, such as a lambda's, that of the outermost.</returns>
    public static IEnumerable<string> UsersOf(Assembly assembly, Predicate<MemberInfo> isMeant) => assembly.GetTypes()
        .Where(type => In(type).SelectMany(Parts).Any(part => isMeant(part)))
        .Select(type => Outermost(type).FullName!)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<MemberInfo> In(Type type) =>
    [
        .. type.BaseType is { } parent ? [parent] : (MemberInfo[])[],
        .. type.GetInterfaces(),
        .. type.GetFields(Own),
        .. type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)).SelectMany(method => In(method)),
    ];

    // What a method's signature names is a part of the method.
    private static IEnumerable<MemberInfo> In(MethodBase method)
    {
        yield return method;
        if (method.GetMethodBody() is not { } body)
        {
            yield break;
        }

        foreach (var type in body.LocalVariables.Select(local => local.LocalType).Concat(body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType).OfType<Type>()))
        {
            yield return type;
        }

        foreach (var token in Tokens(body.GetILAsByteArray()!))
        {
            yield return method.Module.ResolveMember(
                token, method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null)!;
        }
    }

    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var position = 0; position < code.Length;)
        {
            var value = code[position] == TwoByteMark ? (short)((TwoByteMark << 8) | code[++position]) : code[position];
            position++;
            var operand = OpCodesByValue[value].OperandType;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return BitConverter.ToInt32(code, position);
            }

            position += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 * (1 + BitConverter.ToInt32(code, position)),
                _ => 4,
            };
        }
    }

    private static IEnumerable<MemberInfo> Parts(MemberInfo member) => member switch
    {
        Type type => Parts(type),
        FieldInfo field => [field, .. Parts(field.FieldType), .. Parts(field.DeclaringType!)],
        MethodInfo method =>
        [
            method, .. Parts(method.ReturnType), .. method.IsGenericMethod ? method.GetGenericArguments().SelectMany(Parts) : [],
            .. PartsOfSignature(method),
        ],
        MethodBase constructor => [constructor, .. PartsOfSignature(constructor)],
        _ => [member],
    };

    private static IEnumerable<MemberInfo> PartsOfSignature(MethodBase method) =>
        method.GetParameters().SelectMany(parameter => Parts(parameter.ParameterType)).Concat(method.DeclaringType is { } type ? Parts(type) : []);

    private static IEnumerable<MemberInfo> Parts(Type type) =>
    [
        type,
        .. type.HasElementType ? Parts(type.GetElementType()!) : [],
        .. type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [],
    ];

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
