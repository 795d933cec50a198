import QtQuick
import Lobby

/** One person to choose: face and name, the whole of it a button. */
Touchable {
    id: root

    required property string initials
    required property int hue
    required property string photo

    implicitHeight: Math.max(Theme.touch, 9 * Theme.unit, name.implicitHeight + 2 * Theme.gap1)
    padding: Theme.gap1

    contentItem: Item {
        Avatar {
            id: face
            anchors.verticalCenter: parent.verticalCenter
            diameter: 6.6 * Theme.unit
            initials: root.initials
            hue: root.hue
            photo: root.photo
        }
        TextLine {
            id: name
            anchors { left: face.right; right: parent.right; leftMargin: 1.6 * Theme.unit; rightMargin: Theme.gap1 }
            height: parent.height
            text: root.text
            size: Theme.text(3)
            wght: Theme.bold
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
}
