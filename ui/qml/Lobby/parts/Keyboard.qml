pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** Types for whoever has no keyboard. It rises by itself while a text field has the focus. */
Rectangle {
    id: root

    property string layout: "en"
    property bool isCapital: false
    property bool isLocked: false
    property bool hasSigns: false
    property string doneText: qsTr("Done")
    readonly property bool isUp: Hands.typing.isWanted
    readonly property real gap: (Theme.portrait ? 1.2 : 1.6) * Theme.unit
    readonly property real margin: (Theme.portrait ? 3 : 5) * Theme.unit
    readonly property real keyHeight: Math.max(48, 7.4 * Theme.unit)
    readonly property real keyWidth: (width - 2 * margin - 10 * gap) / 11
    readonly property bool isRaised: isLocked || isCapital !== Hands.typing.isAtCapital
    readonly property var layouts: ({
        en: { name: "EN", plain: ["qwertyuiop´", "asdfghjklñ.", "zxcvbnm'ü"], raised: ["QWERTYUIOP´", "ASDFGHJKLÑ,", "ZXCVBNM-Ü"] },
        es: { name: "ES", plain: ["qwertyuiop´", "asdfghjklñ.", "zxcvbnm-ü"], raised: ["QWERTYUIOP´", "ASDFGHJKLÑ,", "ZXCVBNM'Ü"] }
    })
    readonly property list<string> signs: ["!?¡¿@#&%€$´", "()/+=*\":;ñ.", ",-'_·`^çü"]
    readonly property list<string> rows: ["1234567890"].concat(hasSigns ? signs : layouts[layout][isRaised ? "raised" : "plain"])

    /** Begin with the letters of this language, where there is a layout of its own. */
    function speak(language: string) {
        layout = language in layouts ? language : "en";
    }
    function press(key: string) {
        Hands.typing.type(key);
        isCapital = isCapital && Hands.typing.accent !== ""; // shift, accent, letter: Á
        hasSigns = hasSigns && key !== " "; // after a sign and a space come letters again
    }
    function widthOf(columns: real): real {
        return columns * keyWidth + (columns - 1) * gap;
    }
    function nameOf(key: string): string {
        return ({
            "´": qsTr("acute accent"), "¨": qsTr("two dots"), "`": qsTr("grave accent"),
            "^": qsTr("circumflex"), ".": qsTr("full stop"), ",": qsTr("comma"), "-": qsTr("hyphen"),
            "'": qsTr("apostrophe"), " ": qsTr("space")
        })[key] ?? key;
    }

    implicitHeight: isUp ? 5 * keyHeight + 4 * gap + 4.4 * Theme.unit + margin : 0
    height: implicitHeight
    visible: height > 0
    clip: true
    color: Theme.keyboardGround
    onIsUpChanged: { isCapital = isLocked = hasSigns = false; }

    Behavior on height { NumberAnimation { duration: Theme.enter; easing.type: Easing.OutCubic } }

    // A touch between two keys is not one on the page below.
    TapHandler { gesturePolicy: TapHandler.ReleaseWithinBounds }
    Binding { target: Hands.typing; property: "focused"; value: root.Window.activeFocusItem }
    component Letter: KeyboardKey {
        required property int index
        property int row: 0
        property string key: root.rows[row][index]

        width: root.keyWidth
        height: root.keyHeight
        text: root.nameOf(shown)
        shown: Hands.typing.accent === "" ? key : Hands.typing.composed(Hands.typing.accent, key).slice(-1)
        isLit: Hands.typing.accent === key
        onClicked: root.press(key)
    }
    component Letters: Repeater {
        id: letters

        property int row: 0

        model: root.rows[row].length
        delegate: Letter { row: letters.row }
    }
    component Function: KeyboardKey {
        height: root.keyHeight
        width: root.keyWidth
        isFunction: true
    }

    Column {
        x: root.margin
        y: 4.4 * Theme.unit
        spacing: root.gap

        Row {
            spacing: root.gap

            Letters {}
            Function {
                iconName: "delete"
                text: qsTr("Delete the last letter")
                autoRepeat: true
                onClicked: Hands.typing.deleteLast()
            }
        }
        Row { spacing: root.gap; Letters { row: 1 } }
        Row { spacing: root.gap; Letters { row: 2 } }
        Row {
            spacing: root.gap

            Function {
                visible: !root.hasSigns
                iconName: "arrow-big-up"
                text: root.isLocked ? qsTr("Capital letters are on") : qsTr("Capital letters")
                isMain: root.isLocked
                isLit: root.isRaised
                onClicked: {
                    const again = root.isCapital && !root.isLocked;
                    root.isCapital = !root.isCapital && !root.isLocked;
                    root.isLocked = again;
                }
            }
            Letter { visible: root.hasSigns; index: 0; key: "¨" }
            Letters { row: 3 }
            Function {
                iconName: "keyboard-off"
                text: qsTr("Put the keyboard away")
                onClicked: Hands.typing.putAway()
            }
        }
        Row {
            spacing: root.gap

            Function {
                width: root.widthOf(1.5) + root.gap / 4
                isWord: true
                text: root.hasSigns ? qsTr("Letters") : qsTr("Signs")
                shown: root.hasSigns ? "abc" : "&123"
                onClicked: root.hasSigns = !root.hasSigns
            }
            Function {
                readonly property list<string> known: Object.keys(root.layouts)

                width: root.widthOf(1.5) - root.gap / 4
                isWord: true
                text: qsTr("Keyboard: %1").arg(Theme.nameOf(root.layout))
                shown: Theme.textScale > 1.2 ? root.layouts[root.layout].name
                    : known.map(code => root.layouts[code].name).join(" · ")
                onClicked: root.layout = known[(known.indexOf(root.layout) + 1) % known.length]
            }
            KeyboardKey {
                width: root.widthOf(Theme.textScale > 1.2 ? 5.5 : 6)
                height: root.keyHeight
                isWord: true
                text: qsTr("space")
                onClicked: root.press(" ")
            }
            Function {
                width: root.widthOf(Theme.textScale > 1.2 ? 2.5 : 2)
                isWord: true
                isMain: true
                text: root.doneText
                onClicked: Hands.typing.finish()
            }
        }
    }
}
