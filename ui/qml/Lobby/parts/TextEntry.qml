pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** One field to write into, with a button that empties it. The keyboard rises while it is written in. */
FocusScope {
    id: root

    required property string label // what it is called, for those who cannot see it
    property string hint: "" // what may be written, while nothing is
    property string iconName: ""
    property bool isRound: false // a search
    property bool isName: false // its words begin with capitals
    property real size: Theme.text2
    property alias text: input.text
    property alias maximumLength: input.maximumLength
    readonly property alias isWriting: input.activeFocus

    signal accepted()

    function write() {
        input.forceActiveFocus();
    }
    function empty() {
        input.clear();
        write();
    }

    implicitHeight: Math.max(Theme.touch, 8 * Theme.unit, input.implicitHeight + Theme.gap2)
    implicitWidth: 40 * Theme.unit
    activeFocusOnTab: false

    Rectangle {
        anchors.fill: parent
        radius: root.isRound ? height / 2 : Theme.radius
        color: Theme.card
        border {
            width: root.isWriting ? 1.5 * Theme.edgeWidth : Theme.edgeWidth
            color: root.isWriting ? Theme.accent : Theme.edge
        }
    }
    TapHandler { onTapped: root.write() }
    Icon {
        id: icon
        anchors { left: parent.left; leftMargin: 2.6 * Theme.unit; verticalCenter: parent.verticalCenter }
        visible: root.iconName !== ""
        name: root.iconName
        size: root.size * Theme.iconRatio
        color: Theme.accent
    }
    TextInput {
        id: input

        anchors {
            left: icon.visible ? icon.right : parent.left
            right: clear.visible ? clear.left : parent.right
            leftMargin: icon.visible ? 1.6 * Theme.unit : 2.4 * Theme.unit
            rightMargin: (clear.visible ? 1.2 : 2.4) * Theme.unit
            top: parent.top
            bottom: parent.bottom
        }
        verticalAlignment: TextInput.AlignVCenter
        focus: true
        activeFocusOnTab: true
        clip: true
        color: Theme.ink
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentInk
        font.family: Theme.family
        font.pixelSize: Math.round(root.size)
        font.variableAxes: ({ "wght": Theme.regular })
        inputMethodHints: Qt.ImhNoPredictiveText | (root.isName ? Qt.ImhPreferUppercase : Qt.ImhNoAutoUppercase)
        maximumLength: 200
        Accessible.name: root.label
        Accessible.role: Accessible.EditableText
        cursorDelegate: Rectangle {
            visible: input.activeFocus
            width: 1.3 * Theme.edgeWidth
            color: Theme.accent
        }
        onAccepted: {
            focus = false;
            root.accepted();
        }
    }
    TextLine {
        anchors { left: input.left; right: input.right; leftMargin: 0.5 * Theme.unit; verticalCenter: parent.verticalCenter }
        visible: input.text === ""
        text: root.hint
        size: root.size
        color: Theme.soft
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Math.round(2.2 * Theme.unit)
        Accessible.ignored: true
    }
    Touchable {
        id: clear
        anchors { right: parent.right; verticalCenter: parent.verticalCenter; rightMargin: root.isRound ? 0.6 * Theme.unit : 0 }
        visible: input.text !== ""
        width: height
        height: Math.max(48, Math.min(parent.height, Theme.touch))
        ground: "transparent"
        edge: "transparent"
        corner: height / 2
        focusPolicy: Qt.TabFocus
        text: qsTr("Empty this field")
        onClicked: root.empty()
        contentItem: Item {
            Icon {
                anchors.centerIn: parent
                name: "x"
                size: root.size * 1.1
                color: Theme.soft
            }
        }
    }
}
