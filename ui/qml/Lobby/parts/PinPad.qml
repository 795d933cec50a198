pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** Large digits for a PIN, in the middle of their place: it shows and says that a digit came, never which. A number that is no secret is shown. */
FocusScope {
    id: root

    required property string label // whose PIN, and what for
    property int least: 4
    property int most: 8
    property bool isSecret: true
    property string fault: "" // what was wrong with the last one
    property alias digits: input.text
    readonly property real keySize: Math.max(56, (Theme.crowded ? 10.5 : 12) * Theme.unit)

    signal given(digits: string)

    function empty() {
        input.clear();
        input.forceActiveFocus();
    }
    function type(digit: string) {
        input.insert(input.cursorPosition, digit);
        tell();
    }
    function deleteLast() {
        input.remove(input.cursorPosition - 1, input.cursorPosition);
        tell();
    }
    function tell() {
        if (isSecret)
            input.Accessible.announce(digits.length === 0 ? qsTr("No digit entered") : qsTr("%n digits entered", "", digits.length));
    }
    function give() {
        if (digits.length >= least)
            given(digits);
    }

    implicitWidth: pad.width
    implicitHeight: content.height
    focus: true

    TextInput {
        id: input
        focus: true
        activeFocusOnTab: true
        opacity: 0 // the dots below say how many there are
        maximumLength: root.most
        echoMode: root.isSecret ? TextInput.NoEcho : TextInput.Normal
        inputMethodHints: Qt.ImhDigitsOnly | Qt.ImhSensitiveData | Qt.ImhHiddenText
        validator: RegularExpressionValidator { regularExpression: /\d*/ }
        Accessible.name: root.label
        Accessible.passwordEdit: root.isSecret
        onTextEdited: root.tell()
        onAccepted: root.give()
    }
    component Digit: Touchable {
        id: key

        property string iconName: ""

        width: root.keySize
        height: root.keySize
        corner: height / 2
        focusPolicy: Qt.TabFocus
        contentItem: Item {
            Icon {
                anchors.centerIn: parent
                name: key.iconName
                visible: name !== ""
                size: 0.4 * root.keySize
                color: key.ground === Theme.accent ? Theme.accentInk : Theme.accent
            }
            TextLine {
                anchors.centerIn: parent
                visible: key.iconName === ""
                text: key.text
                size: Math.min(Theme.text(4.4), 0.6 * root.keySize)
                wght: Theme.semibold
                lineHeight: 1
                Accessible.ignored: true
            }
        }
    }
    Column {
        id: content
        y: (parent.height - height) / 2
        width: parent.width
        spacing: Theme.gap3

        TextLine {
            id: sorry
            width: parent.width
            visible: text !== ""
            text: root.fault
            size: Theme.text3
            wght: Theme.semibold
            color: Theme.stop
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            onTextChanged: Accessible.announce(sorry.text)
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            height: 3 * Theme.unit
            visible: root.isSecret
            spacing: 2 * Theme.unit

            Repeater {
                model: Math.max(root.least, root.digits.length)

                Rectangle {
                    required property int index

                    width: 2.4 * Theme.unit
                    height: width
                    radius: width / 2
                    color: index < root.digits.length ? Theme.accent : "transparent"
                    border { width: Theme.edgeWidth; color: index < root.digits.length ? Theme.accent : Theme.edge }
                }
            }
        }
        TextLine {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !root.isSecret
            text: root.digits
            size: Theme.large(5)
            wght: Theme.heading
            height: Theme.large(6)
            Accessible.ignored: true
        }
        Grid {
            id: pad
            anchors.horizontalCenter: parent.horizontalCenter
            columns: 3
            spacing: Theme.gap2

            Repeater {
                model: "123456789".split("")
                Digit { required property string modelData; text: modelData; onClicked: root.type(modelData) }
            }
            Digit { iconName: "delete"; text: qsTr("Delete the last digit"); autoRepeat: true; onClicked: root.deleteLast() }
            Digit { text: "0"; onClicked: root.type(text) }
            Digit {
                iconName: "check"
                text: qsTr("Done")
                ground: root.digits.length >= root.least ? Theme.accent : Theme.card
                onClicked: root.give()
            }
        }
    }
}
