using System.Globalization;
using System.Text;

namespace Layerwise.Runtime;

/// <summary>
/// Reads JSON (RFC 8259) from its first byte to its last, as strictly as the standard: what a caller doesn't ask for is refused. Source that the
/// generator compiles too, where System.Text.Json isn't at hand.
/// </summary>
internal ref struct JsonScanner
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // A reader goes to and fro: it skips the weights of a layer until it knows what they are for. To go over many numbers again takes as long as to read them.
    private const int Long = 4096;
    private const int MostRememberedLevels = 4;

    private readonly ReadOnlySpan<byte> _text;

    // Where long values end that have been skipped once, by where they begin; shared by all copies.
    private readonly Dictionary<int, int>? _ends;
    private int _position;

    internal JsonScanner(ReadOnlySpan<byte> text)
    {
        _text = text;
        if (text.Length >= Long) _ends = [];
    }

    /// <summary>Whether everything has been read.</summary>
    internal readonly bool IsAtEnd => _position == _text.Length;

    /// <summary>The first character of what comes next, behind white space; 0 at the end.</summary>
    internal char Peek()
    {
        while (_position < _text.Length && _text[_position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') _position++;
        return _position < _text.Length ? (char)_text[_position] : '\0';
    }

    /// <summary>Goes behind a character that must come next.</summary>
    /// <exception cref="FormatException">Another one does.</exception>
    internal void Take(char expected)
    {
        if (Peek() != expected) throw Unexpected($"'{expected}'");
        _position++;
    }

    /// <summary>Goes to the next element of the object or array being read, or behind its end.</summary>
    /// <param name="closing">What ends it.</param>
    /// <param name="isFirst">Whether nothing of it has been read yet; false afterwards.</param>
    /// <exception cref="FormatException">There is neither a comma nor the end.</exception>
    internal bool HasNext(char closing, ref bool isFirst)
    {
        if (Peek() == closing)
        {
            _position++;
            return false;
        }

        if (!isFirst) Take(',');
        isFirst = false;
        return true;
    }

    /// <summary>Goes behind the word null, if that comes next.</summary>
    /// <exception cref="FormatException">Another word with its first letter does.</exception>
    internal bool TryTakeNull()
    {
        if (Peek() != 'n') return false;
        TakeWord("null"u8, "null");
        return true;
    }

    /// <summary>The key of an object's next member, and the colon behind it.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    internal string TakeKey()
    {
        string key = TakeString();
        Take(':');
        return key;
    }

    /// <summary>A string.</summary>
    /// <exception cref="FormatException">There is none, or it is not valid text.</exception>
    internal string TakeString()
    {
        Take('"');
        var text = new StringBuilder();
        while (true)
        {
            int start = _position;
            while (_position < _text.Length && _text[_position] is not ((byte)'"' or (byte)'\\' or < 0x20)) _position++;
            text.Append(Decode(_text.Slice(start, _position - start)));
            if (_position == _text.Length || _text[_position] < 0x20) throw Unexpected("the end of a string");
            if (_text[_position++] == '"') return text.ToString();
            AppendEscaped(text);
        }
    }

    /// <summary>A whole number from 0 to the greatest of 64 bits; false where the number is another one.</summary>
    /// <exception cref="FormatException">There is no number.</exception>
    internal bool TryTakeInteger(out long value)
    {
        value = 0;
        bool isInteger = true;
        if (Peek() is not (>= '0' and <= '9')) throw Unexpected("a number");
        int start = _position;
        for (; _position < _text.Length && _text[_position] is >= (byte)'0' and <= (byte)'9'; _position++)
        {
            int digit = _text[_position] - '0';
            if (value > (long.MaxValue - digit) / 10) isInteger = false;
            else value = (10 * value) + digit;
        }

        if (_text[start] == '0' && _position > start + 1) throw Unexpected("a number without leading zeros");
        return isInteger && (_position == _text.Length || _text[_position] is not ((byte)'.' or (byte)'e' or (byte)'E'));
    }

    /// <summary>A number; an infinity where no double is as great.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    internal double TakeNumber() => Parse(TakeNumberText());

    /// <summary>Goes behind a value, whatever it is.</summary>
    /// <exception cref="FormatException">There is none, or it is nested more deeply than tensors are.</exception>
    internal void Skip()
    {
        const int MostLevels = 64;
        Span<bool> isObject = stackalloc bool[MostLevels];
        Span<bool> isFirst = stackalloc bool[MostLevels];
        Span<int> starts = stackalloc int[MostRememberedLevels];
        int level = 0;
        while (true)
        {
            char next = Peek();
            if (level == 0 && _ends is not null && _ends.TryGetValue(_position, out int end))
            {
                _position = end;
                return;
            }

            if (next is '{' or '[')
            {
                if (level == MostLevels) throw Unexpected($"at most {MostLevels} levels of objects and arrays");
                if (level < MostRememberedLevels) starts[level] = _position;
                _position++;
                (isObject[level], isFirst[level]) = (next == '{', true);
                level++;
            }
            else
            {
                TakeScalar(next);
            }

            while (level > 0 && !HasNext(isObject[level - 1] ? '}' : ']', ref isFirst[level - 1]))
            {
                level--;
                if (level < MostRememberedLevels && _position - starts[level] >= Long) _ends![starts[level]] = _position;
            }

            if (level == 0) return;
            if (isObject[level - 1]) _ = TakeKey();
        }
    }

    /// <summary>What is wrong: something else stands where <paramref name="expected"/> should.</summary>
    internal readonly FormatException Unexpected(string expected)
    {
        string found = _position < _text.Length ? $"byte 0x{_text[_position]:X2}" : "the end";
        return new FormatException($"expected {expected} at byte {_position}, but found {found}.");
    }

    private ReadOnlySpan<byte> TakeNumberText()
    {
        if (Peek() is not ('-' or (>= '0' and <= '9'))) throw Unexpected("a number");
        int start = _position;
        if (_text[_position] == (byte)'-') _position++;
        int digits = TakeDigits();
        if (digits == 0 || (digits > 1 && _text[_position - digits] == (byte)'0')) throw Unexpected("a number without leading zeros");
        if (IsNext('.') && TakeDigits() == 0) throw Unexpected("a digit");
        if (IsNext('e') || IsNext('E'))
        {
            if (!IsNext('+')) _ = IsNext('-');
            if (TakeDigits() == 0) throw Unexpected("a digit");
        }

        return _text.Slice(start, _position - start);
    }

    private void TakeScalar(char next)
    {
        if (next == '"') _ = TakeString();
        else if (next == 't') TakeWord("true"u8, "true");
        else if (next == 'f') TakeWord("false"u8, "false");
        else if (!TryTakeNull()) _ = TakeNumberText();
    }

    private void TakeWord(ReadOnlySpan<byte> word, string name)
    {
        if (!_text.Slice(_position).StartsWith(word)) throw Unexpected(name);
        _position += word.Length;
    }

    private int TakeDigits()
    {
        int start = _position;
        while (_position < _text.Length && _text[_position] is >= (byte)'0' and <= (byte)'9') _position++;
        return _position - start;
    }

    private bool IsNext(char expected)
    {
        if (_position == _text.Length || _text[_position] != expected) return false;
        _position++;
        return true;
    }

    private void AppendEscaped(StringBuilder text)
    {
        char escaped = _position < _text.Length ? (char)_text[_position++] : '\0';
        switch (escaped)
        {
            case '"' or '\\' or '/': text.Append(escaped); break;
            case 'b': text.Append('\b'); break;
            case 'f': text.Append('\f'); break;
            case 'n': text.Append('\n'); break;
            case 'r': text.Append('\r'); break;
            case 't': text.Append('\t'); break;
            case 'u': AppendCodePoint(text); break;
            default: throw Unexpected("an escape sequence");
        }
    }

    // Characters beyond 16 bits are two escapes, a high surrogate and a low one.
    private void AppendCodePoint(StringBuilder text)
    {
        char unit = TakeHexadecimal();
        text.Append(unit);
        if (!char.IsSurrogate(unit)) return;

        bool isPair = char.IsHighSurrogate(unit) && _position + 1 < _text.Length && _text[_position] == '\\' && _text[_position + 1] == 'u';
        if (!isPair) throw Unexpected("a pair of surrogates");
        _position += 2;
        char low = TakeHexadecimal();
        if (!char.IsLowSurrogate(low)) throw Unexpected("a pair of surrogates");
        text.Append(low);
    }

    private char TakeHexadecimal()
    {
        int value = 0;
        for (int end = _position + 4; _position < end; _position++)
        {
            int digit = _position < _text.Length ? Digit((char)_text[_position]) : -1;
            if (digit < 0) throw Unexpected("a hexadecimal digit");
            value = (16 * value) + digit;
        }

        return (char)value;
    }

#if NET
    private static double Parse(ReadOnlySpan<byte> number) => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
#else
    // What a compiler runs on may be .NET Framework, which reads text alone, and throws where a number is too great.
    private static double Parse(ReadOnlySpan<byte> number)
    {
        string text = Decode(number);
        try
        {
            return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }
    }
#endif

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    private static string Decode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Utf8.GetString(utf8.ToArray());
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("text is not valid UTF-8.", e);
        }
    }
}
