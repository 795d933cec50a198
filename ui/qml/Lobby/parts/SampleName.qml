import QtQuick
import Lobby

/** A true piece of the wall: a face without a photo, and a first name. */
Column {
    id: root

    required property string name
    required property int hue

    spacing: Theme.gap1

    Avatar {
        anchors.horizontalCenter: parent.horizontalCenter
        diameter: 12 * Theme.unit
        initials: root.name.charAt(0)
        hue: root.hue
    }
    TextLine {
        width: parent.width
        text: root.name
        size: Theme.text3
        wght: Theme.bold
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
}
