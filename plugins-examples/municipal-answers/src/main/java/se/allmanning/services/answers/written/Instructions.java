/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text speaks to a language model instead of to people: patterns for Swedish and English
 * and a few for other languages, over the text as it is seen and as it may be disguised (invisible
 * characters, letters of other scripts, spaced or swapped letters, backwards, rot13, Base64).
 *
 * <p>A net with known holes. What slips through still cannot make a statement without a verified
 * quote.
 */
final class Instructions {

    private static final String GAP = "\\W++(?:[\\w'’-]++\\W++){0,5}?";
    private static final String MODEL =
            "(?:ai|ai-?(?:assistent\\w*|modell\\w*|assistants?|models?)|spr\u00E5kmodell\\w*|language models?|llms?"
                    + "|chatt?bot\\w*|chatgpt|gpt|claude|copilot|gemini)";
    private static final String ORDERS =
            "(?:instruktion\\w*|instructions?|system ?prompt\\w*|prompt(?:en|er|erna|s)?|anvisning\\w*|regler\\w*|rules"
                    + "|guidelines|riktlinjer\\w*|direktiv\\w*|directives?|kommandon?\\w*|commands?|begr\u00E4nsning\\w*"
                    + "|restrictions)";

    private static final List<Pattern> PATTERNS =
            List.of(
                    form(
                            "(?:ignor\\w+|bortse\\w* fr\u00E5n|gl\u00F6m\\w*|strunta\\w* i|\u00E5sidos\u00E4tt\\w*|f\u00F6lj inte"
                                    + "|sluta f\u00F6lja|disregard\\w*|forget|override|bypass|do not follow|don['’]t follow"
                                    + "|stop following|neglect)"
                                    + GAP
                                    + "(?:tidigare|f\u00F6reg\u00E5ende|ovanst\u00E5ende|ovan|dina|alla|allt|samtliga|systemets?|givna"
                                    + "|previous|prior|above|all|any|your|earlier|preceding|system|everything|the)\\W++"
                                    + "(?:[\\w'’-]++\\W++){0,4}?(?:"
                                    + ORDERS
                                    + "|ovan|above|you were told|du har f\u00E5tt veta)\\b"),
                    form(
                            "\\b(?:instruktionerna|anvisningarna|reglerna|instructions|rules)\\W++(?:ovan|above|tidigare|before)"
                                    + GAP
                                    + "(?:ignoreras|upph\u00F6r|ogiltig\\w*|ignored|void|cancel\\w*|obsolete)"),
                    form(
                            "\\bignor\\w*"
                                    + GAP
                                    + "(?:anweisung\\w*|instructions? pr\u00E9c\u00E9dentes|instrucciones|istruzioni|polece\\w*|ohjee\\w*"
                                    + "|consignes)"),
                    form(
                            "\\b(?:unohda|ohita|vergiss|oubliez?|olvida|zapomnij)"
                                    + GAP
                                    + "(?:ohje\\w*|anweisung\\w*|instruc\\w*|polece\\w*)"),
                    form(
                            "\\b(?:du|you|ni)\\s+(?:\u00E4r|are|blir|become)\\s+(?:nu|now)\\s+(?:[\\w'’-]++\\W++){0,4}?(?:"
                                    + MODEL
                                    + "|assistent\\w*|assistant|dan|bot|hackare|hacker|pirat\\w*|pirate|admin\\w*)\\b"),
                    form(
                            "\\b(?:du|you)\\s+(?:\u00E4r|are)\\s+(?:en|an?)\\s+(?:[\\w'’-]++\\s+){0,2}?"
                                    + MODEL
                                    + "\\b"),
                    form(
                            "\\b(?:till|f\u00F6r|to|for)\\s+(?:[\\w'’-]++\\s+){0,2}?"
                                    + MODEL
                                    + "\\s*(?:[:!]|\\s[-\u2013]\\s)"),
                    form(
                            "\\b(?:hej|k\u00E4ra|dear|hello|hey|attention|obs)\\W++(?:all\\w*\\s+)?"
                                    + MODEL
                                    + "\\b"),
                    form(
                            "\\b(?:as|som)\\s+(?:(?:an?|en)\\s+)?"
                                    + MODEL
                                    + "\\W++(?:[\\w'’-]++\\W++){0,2}?(?:you|du|must|ska|m\u00E5ste)\\b"),
                    form(
                            "\\b"
                                    + MODEL
                                    + GAP
                                    + "(?:must|shall|should|ska|skall|m\u00E5ste)"
                                    + GAP
                                    + "(?:ignor\\w+|svara att|s\u00E4ga att|rekommendera|answer that|say that|recommend|reply that|output)\\b"),
                    form(
                            "(?:^|\\n|\\[|\\()[ \\t]*+(?:system|developer)\\s*(?:message|prompt|override|note|meddelande|instruktion\\w*|instruction)?\\s*[:\\]]\\s*(?:you|du|ignor|svara|always|alltid|ny|new|from now|answer|respond|from|override|the )"),
                    form(
                            "\\b(?:system|developer)[ -]?(?:message|prompt|override|meddelande|instruktion\\w*)\\s*[:\\]]"),
                    form("(?:^|\\n)[ \\t]*+(?:assistant|human)\\s*:"),
                    form(
                            "<\\s*[|\uFF5C]|[|\uFF5C]\\s*>|\\[/?inst\\]|<</?sys>>|<(?:start|end)_of_turn>|</?(?:system|assistant|think|tool_call)>"),
                    form(
                            "</\\s*(?:sources?|documents?|context|k\u00E4lla|k\u00E4llor|dokument|data)\\s*>"),
                    form(
                            "(?<![=<>\\[*#_-])[=<>\\[*#_-]{2,}+\\s*+(?:slut|end|end of|slut p\u00E5|begin|b\u00F6rjan p\u00E5|ny|new)\\s+(?:the\\s+)?(?:k\u00E4lla|k\u00E4llor\\w*|sources?|documents?|dokument\\w*|context|data|instruktion\\w*|instructions?|system\\w*)"),
                    form("\\[\\s*\\d{1,3}\\s*:\\s*[\"\u201D\u201C\u00BB]"),
                    form(
                            "\\b(?:visa|avsl\u00F6ja|\u00E5terge|upprepa|skriv ut|skriv ned|citera|print|reveal|repeat|show|output|display|leak"
                                    + "|dump|translate|\u00F6vers\u00E4tt|sammanfatta|summari[sz]e)"
                                    + GAP
                                    + "(?:system ?prompt\\w*|prompten|dina (?:\\w+ )?instruktion\\w*|your (?:\\w+ )?(?:instructions|prompt|rules)"
                                    + "|(?:hidden|initial|secret) (?:instructions|prompt)|instruktionerna ovan|(?:everything|text|words) above"
                                    + "|texten ovan|allt ovan\\w*)"),
                    form(
                            "\\b(?:avsluta|inled|b\u00F6rja|end|begin|start|append|prefix|include|l\u00E4gg till|inkludera|finish)"
                                    + GAP
                                    + "(?:varje|alla|ditt|dina|your|every|each|all)\\s+(?:\\w+\\s+)?(?:svar\\w*|answers?|responses?|repl(?:y|ies)|output)\\b"),
                    form(
                            "\\b(?:i|in|till|to)\\s+(?:varje|alla|ditt|dina|your|every|each|all)\\s+(?:svar|answers?|responses?|repl(?:y|ies))\\W++(?:[\\w'’-]++\\W++){0,5}?(?:l\u00E4nk\\w*|links?|skriv|write|add|include|inkludera|ordet|the word)"),
                    form(
                            "\\b(?:when|if|n\u00E4r|om|whenever)"
                                    + GAP
                                    + "(?:the user asks|user asks|asked about|anv\u00E4ndaren fr\u00E5gar|du f\u00E5r fr\u00E5gan|du tillfr\u00E5gas)"
                                    + GAP
                                    + "(?:answer|say|respond|reply|tell|svara\\w*|s\u00E4g|skriv|uppge)\\b"),
                    form(
                            "\\b(?:fr\u00E5n och med nu|fr\u00E5n nu|h\u00E4danefter|from now on|henceforth)\\W++(?:ska |skall |will |must |should )?(?:du|you|svara\\w*|respond|answer|act|write|skriv)\\b"),
                    form(
                            "\\b(?:tell|instruct|urge|direct)\\s+(?:the\\s+)?(?:user|reader)\\W++(?:[\\w'’-]++\\W++){0,2}?(?:that|to)\\b"),
                    form(
                            "\\b(?:be|uppmana|s\u00E4g till|instruera)\\s+anv\u00E4ndaren\\W++(?:att\\s+)?(?:klicka|bes\u00F6k\\w*|logga|mejla|uppge|ringa|betala|skicka)"),
                    form(
                            "\\b(?:enter|activate|enable|switch to|aktivera|g\u00E5 in i|v\u00E4xla till|du \u00E4r i|you are in)"
                                    + GAP
                                    + "(?:developer|debug|dan|jailbreak|god|admin\\w*|maintenance|utvecklar|fels\u00F6knings|underh\u00E5lls)[ -]?(?:mode|l\u00E4ge\\w*)"),
                    form(
                            "\\b(?:nya?|new|updated|uppdaterade|real|verkliga|riktiga|hemliga|secret|hidden)\\s+(?:system\\s?)?(?:instruktion\\w*|instructions?|system ?prompt\\w*|direktiv|order)\\W++(?:[\\w'’-]++\\W++){0,3}?(?::|svara|answer|ignor|from now)|\\b(?:nya?|new|updated|uppdaterade)\\s+(?:instruktion\\w*|instructions?|system ?prompt\\w*)\\s*:"),
                    form(
                            "\\b(?:agera|l\u00E5tsas|spela rollen|pretend|act|role-?play|behave)"
                                    + GAP
                                    + "(?:"
                                    + MODEL
                                    + "|unrestricted|without (?:any )?(?:restrictions|rules)|utan (?:regler|begr\u00E4nsningar|sp\u00E4rrar)|no rules|hackare|hacker)\\b"),
                    form("!\\[[^\\]\\n]*\\]\\(\\s*\\w+:"),
                    form(
                            "\\b(?:send|skicka|post|exfiltrate|mejla|email|forward|vidarebefordra)"
                                    + GAP
                                    + "(?:conversation|chat history|samtalshistorik\\w*|konversation\\w*|system ?prompt\\w*|user(?:['’]s)? (?:data|question)|anv\u00E4ndarens (?:data|fr\u00E5g\\w*|uppgifter))"),
                    form(
                            "\\b(?:skriv|svara|write|answer|output|say)\\W++(?:[\\w'’-]++\\W++){0,3}?[\"'\u201D\u201C]?(?:inget svar|no answer)\\b"),
                    form(
                            "\\b(?:citera|cite|quote)"
                                    + GAP
                                    + "(?:som k\u00E4lla \\d|k\u00E4lla \\d+ (?:som|f\u00F6r)|as source \\d|source \\d+ (?:as|for)|p\u00E5hittad\\w*|made-up|fabricat\\w*)"),
                    form(
                            "\\b(?:skriv|svara|answer|respond|reply|write|output|say)\\s+(?:bara|endast|enbart|only|exactly|exakt|just|nothing but)\\s+(?:med\\s+|with\\s+|ordet\\s+|the word\\s+){0,3}[\"'\u201D\u201C\u00BB]"),
                    form(
                            "\\b(?:without|utan)\\s+(?:any\\s+|n\u00E5gra\\s+)?(?:citations?|quotes|k\u00E4llh\u00E4nvisning\\w*|citat|hakparentes\\w*)\\b"
                                    + GAP
                                    + "(?:answer|svara|skriv|write)|\\b(?:svara|skriv|answer|write|respond)"
                                    + GAP
                                    + "(?:without|utan)\\s+(?:any\\s+|n\u00E5gra\\s+)?(?:citations?|quotes|citat|k\u00E4llh\u00E4nvisning\\w*|hakparentes\\w*)"),
                    form(
                            "\\b(?:svara|answer|respond|reply|write|skriv)\\s+(?:(?:alltid|always|i st\u00E4llet|instead|d\u00E5)\\s+)?(?:in|as|i|som)\\s+(?:valid\\s+|giltig\\s+)?(?:json|xml|html|yaml|base64|python|kod|code|rot13|pirate|pirat\\w*|emojis?)\\b"));

    /** What a disguise is worth being looked through for. */
    private static final Pattern SIGNS =
            Pattern.compile(
                    "ignor|instru[ck]tion|prompt|disregard|bortse|forget|gl\u00F6m|system|anvisning",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{24,}={0,2}");
    private static final Pattern SPACED =
            Pattern.compile("(?<!\\S)(?:\\p{L}[ ._-]){4,}\\p{L}(?!\\S)");
    private static final Pattern WIDE = Pattern.compile("\\s{2,}");

    private static final String LOOKALIKES = "аеорсухіјѕԁһӏοαενκτρυιАЕОРСХІЈЅВНКМТΟΑΕΝΚΤΡΥΙ";
    private static final String LATIN = "aeopcyxijsdhloaevktpuiAEOPCXIJSBHKMTOAENKTPYI";

    private Instructions() {}

    private static Pattern form(String regex) {
        return Pattern.compile(
                regex,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** Whether the text, as it is or under a disguise, speaks to a model. */
    static boolean in(String text) {
        String plain = plain(text);
        if (found(plain)) {
            return true;
        }
        List<String> disguises = new ArrayList<>();
        for (String put : List.of(swapped(plain), joined(plain))) {
            // These only add words; where they add none of interest, nothing was disguised.
            if (signs(put) > signs(plain)) {
                disguises.add(put);
            }
        }
        disguises.add(rot13(plain));
        disguises.add(new StringBuilder(plain).reverse().toString());
        disguises.add(plain(tags(text)));
        Matcher m = BASE64.matcher(text);
        while (m.find()) {
            disguises.add(plain(decoded(m.group())));
        }
        return disguises.stream().anyMatch(d -> signs(d) > 0 && found(d));
    }

    private static long signs(String text) {
        return SIGNS.matcher(text).results().count();
    }

    private static boolean found(String text) {
        return PATTERNS.stream().anyMatch(p -> p.matcher(text).find());
    }

    private static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        Normalizer.normalize(Neutral.visible(text), Normalizer.Form.NFKC)
                .codePoints()
                .forEach(c -> {
                    int at = LOOKALIKES.indexOf(c);
                    out.appendCodePoint(at < 0 ? c : LATIN.charAt(at));
                });
        return out.toString().replace("**", "").replace("\u00A0", " ");
    }

    /** Figures and signs in the place of letters. */
    private static String swapped(String text) {
        return text.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('@', 'a')
                .replace('$', 's');
    }

    /** Words whose letters stand apart, put together; wide gaps part words. */
    private static String joined(String text) {
        StringBuilder out = new StringBuilder();
        for (String part : WIDE.split(text, -1)) {
            Matcher m = SPACED.matcher(part);
            StringBuilder line = new StringBuilder();
            while (m.find()) {
                m.appendReplacement(
                        line, Matcher.quoteReplacement(m.group().replaceAll("[ ._-]", "")));
            }
            out.append(m.appendTail(line)).append(' ');
        }
        return out.toString();
    }

    private static String rot13(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                out.append((char) ('a' + (c - 'a' + 13) % 26));
            } else if (c >= 'A' && c <= 'Z') {
                out.append((char) ('A' + (c - 'A' + 13) % 26));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** What tag characters (U+E0020 to U+E007E) spell. */
    private static String tags(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .filter(c -> c >= 0xE0020 && c <= 0xE007E)
                .forEach(c -> out.append((char) (c - 0xE0000)));
        return out.toString();
    }

    private static String decoded(String base64) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            return new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
