pragma Singleton
import QtQuick

/** Every colour, size and duration of the screens. The window tells it its size, light and language. */
QtObject {
    id: theme

    // What the window sets.
    property real width: 1280
    property real height: 800
    property bool dark: false
    property bool reducedMotion: false
    property real textScale: 1
    property string language: "en"

    readonly property string family: "Atkinson Hyperlegible Next"
    // What is hardly wider than it is high, too, as the lower part of a high screen is.
    readonly property bool portrait: 1.25 * height > width
    readonly property bool upright: height > 1.25 * width
    // So little of such letters fits below one another that nothing but what is read may stay in view.
    readonly property bool crowded: height < 75 * unit * textScale
    readonly property var locale: Qt.locale(language)

    // Scale: everything is a multiple of the unit.
    readonly property real unit: Math.max(6, Math.min(24, Math.min(width, height) / 100))
    readonly property real text1: text(2.2)
    readonly property real text2: text(2.7)
    readonly property real text3: text(3.5)
    readonly property real text4: text(5)
    readonly property real text5: text(8)
    readonly property real text6: text(10)
    readonly property real gap1: unit
    readonly property real gap2: 2 * unit
    readonly property real gap3: 3 * unit
    readonly property real gap4: 5 * unit
    readonly property real kioskMargin: 5 * unit
    readonly property real wallMargin: 4.5 * unit
    readonly property real staffMargin: 4 * unit
    readonly property real radius: 2 * unit
    readonly property real innerRadius: 1.5 * unit
    readonly property real previewRadius: 3 * unit
    readonly property real edgeWidth: Math.max(1.5, 0.25 * unit)
    readonly property real touch: Math.max(48, 7 * unit)
    readonly property real iconRatio: 1.25 // an icon beside a label, in label sizes

    // Weights; only through font.variableAxes.
    readonly property int regular: 400
    readonly property int medium: 500
    readonly property int semibold: 620
    readonly property int bold: 700
    readonly property int heading: 720

    // Colours.
    readonly property color paper: dark ? "#161310" : "#FAF6EF"
    readonly property color card: dark ? "#221D18" : "#FFFFFF"
    readonly property color ink: dark ? "#F6F0E7" : "#1D1A16"
    readonly property color soft: dark ? "#C9BFB1" : "#4F483F"
    readonly property color accent: dark ? "#6FD3CA" : "#07534E"
    readonly property color hello: dark ? "#FFAA8B" : "#8A2B0C"
    readonly property color good: dark ? "#86DBA0" : "#15552B"
    readonly property color stop: dark ? "#FFA59E" : "#961A14"
    readonly property color busy: dark ? "#F4C553" : "#634600"
    readonly property color accentTint: dark ? "#173230" : "#E4F1EF"
    readonly property color helloTint: dark ? "#37231A" : "#FCEDE4"
    readonly property color goodTint: dark ? "#1C3323" : "#E5F3E8"
    readonly property color stopTint: dark ? "#3B2220" : "#FBE7E4"
    readonly property color busyTint: dark ? "#35290F" : "#FAF0D7"
    readonly property color line: dark ? "#453C32" : "#E3DACB"
    readonly property color edge: dark ? "#7D7264" : "#8A8072"
    readonly property color accentInk: dark ? "#0B2B29" : "#FFFFFF"
    readonly property color helloInk: dark ? "#3A1404" : "#FFFFFF"
    readonly property color verdictInk: dark ? "#10120F" : "#FFFFFF"
    readonly property color keyboardGround: dark ? "#2B251F" : "#EBE3D5"
    readonly property color keyEdge: dark ? "#0E0B09" : "#D3C7B3"
    readonly property color heatLow: dark ? "#2A2620" : "#EEF4F2"
    readonly property color heatHigh: dark ? "#17544F" : "#6FB5AC"
    readonly property color headsDown: dark ? "#2E2821" : "#EFE9DE"
    readonly property color codeGround: "#FFFFFF" // also in the dark: readers expect it
    // Laid over the camera's picture, which is neither light nor dark.
    readonly property color outline: "#8BEBE2"
    readonly property color outlineBusy: "#F4C553"
    readonly property color outlineShade: "#A01D1A16"

    // Motion in ms; 0 when motion is to be reduced.
    readonly property int quick: reducedMotion ? 0 : 120
    readonly property int enter: reducedMotion ? 0 : 200
    readonly property int fade: reducedMotion ? 0 : 300
    readonly property int burnInShift: reducedMotion ? 0 : 4 // px to each side, one a minute
    readonly property int stripStep: 14000
    readonly property int reading: 6000 // as long as a line that somebody asked for stays

    readonly property var hues: [28, 205, 265, 95, 340, 45, 180, 15, 225, 150, 300, 60]

    function text(units: real): real {
        return units * unit * textScale;
    }
    /** The size of what is large as it is: of larger text it takes half. */
    function large(units: real): real {
        return units * unit * (1 + textScale) / 2;
    }
    /** How much larger than normal somebody wants to read: normal, large or largest. */
    function scaleOf(textSize: string): real {
        return ({ large: 1.4, largest: 2 })[textSize] ?? 1;
    }
    /** A language's name in itself: English, Español. */
    function nameOf(code: string): string {
        const [language, territory] = code.split("_");
        // Qt calls plain English "American English"; a language that it does not know has no name.
        const name = (language === "en" ? "English" : Qt.locale(code).nativeLanguageName.split(" ")[0])
            || language;
        return name.charAt(0).toUpperCase() + name.slice(1) + (territory ? " (" + territory + ")" : "");
    }
    /** A language in two letters or little more: EN, ES, PT-BR. */
    function codeOf(language: string): string {
        return language.toUpperCase().replace("_", "-");
    }
    /** A number as people write it here: 0.5 or 0,5. */
    function number(value: real, decimals: int): string {
        return Number(value).toLocaleString(locale, "f", decimals);
    }
    /** A whole number as people write it here: 10,000 or 10.000. */
    function whole(value: real): string {
        return number(value, 0);
    }
    /** A day of the year; `weekday` counts from Sunday, 0 or 7, `month` from January, 1. */
    function day(weekday: int, day: int, month: int, format: int): string {
        return qsTr("%1 %2 %3", "weekday, day, month").arg(locale.dayName(weekday % 7, format))
            .arg(day).arg(locale.monthName(month - 1, format));
    }
    function avatarGround(hue: int): color {
        return Qt.hsla(hues[hue % 12] / 360, dark ? 0.30 : 0.42, dark ? 0.23 : 0.86, 1);
    }
    function avatarInk(hue: int): color {
        return Qt.hsla(hues[hue % 12] / 360, dark ? 0.45 : 0.55, dark ? 0.88 : 0.19, 1);
    }
    /** The filled colour of a verdict: good, stop, busy, hello or accent. */
    function tone(name: string): color {
        return ({ good: good, stop: stop, busy: busy, hello: hello })[name] ?? accent;
    }
    /** The ground on which a verdict's sentence stands. */
    function toneTint(name: string): color {
        return ({ good: goodTint, stop: stopTint, busy: busyTint, hello: helloTint })[name]
            ?? accentTint;
    }
    function pressed(ground: color): color {
        return Qt.tint(ground, dark ? "#26FFFFFF" : "#26000000");
    }
}
