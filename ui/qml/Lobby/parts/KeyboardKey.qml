import QtQuick
import QtQuick.Templates as T
import Lobby

/** One key. It never takes the focus from the field that it types into. */
T.AbstractButton {
    id: root

    property string iconName: ""
    property string shown: text // what stands on the key; `text` is what it is called
    property bool isFunction: false
    property bool isMain: false // Done
    property bool isWord: false
    property bool isLit: false // it is on, or waits
    readonly property color letters: isMain ? Theme.accentInk : isFunction || isLit ? Theme.accent : Theme.ink
    readonly property color ground: isMain ? Theme.accent : isFunction || isLit ? Theme.accentTint : Theme.card
    readonly property real lower: 0.35 * Theme.unit

    implicitHeight: Math.max(48, 7.4 * Theme.unit)
    padding: 0.6 * Theme.unit
    focusPolicy: Qt.NoFocus
    Accessible.name: text

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            visible: root.iconName !== ""
            name: root.iconName
            size: Math.min(Theme.text(3.3), 0.66 * root.height)
            color: root.letters
        }
        TextLine {
            anchors.fill: parent
            visible: root.iconName === ""
            text: root.shown
            // Letters grow with the text, keys stay; a word has the key's width besides.
            size: Math.min(Theme.text(root.isWord ? 2.7 : 3.3), (root.isWord ? 0.6 : 0.8) * root.height)
            wght: root.isWord ? Theme.semibold : Theme.semibold - 70
            lineHeight: 1
            color: root.letters
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.round(1.8 * Theme.unit)
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }
    background: Item {
        Rectangle { // the lower edge, seen below the key
            y: root.lower
            width: parent.width
            height: parent.height
            radius: face.radius
            color: Theme.keyEdge
        }
        Rectangle {
            id: face
            y: root.down ? root.lower : 0
            width: parent.width
            height: parent.height
            radius: 1.4 * Theme.unit
            color: root.down ? Theme.pressed(root.ground) : root.ground
            border { width: root.isLit ? Theme.edgeWidth : 0; color: Theme.accent }
        }
    }
}
