import QtQuick
import Lobby

/** A round face: a photo, or initials on one of twelve calm hues; grey while heads down, a plain circle for nobody. */
Rectangle {
    id: root

    required property string initials
    required property int hue
    property string photo: "" // names a picture; the initials stand until it is there
    property bool dimmed: false
    property real diameter: 8.6 * Theme.unit

    implicitWidth: diameter
    implicitHeight: diameter
    radius: width / 2
    color: dimmed || initials === "" ? Theme.headsDown : Theme.avatarGround(hue)
    Accessible.ignored: true

    TextLine {
        anchors.centerIn: parent
        visible: !picture.isThere
        text: root.initials
        size: 0.38 * root.diameter
        wght: Theme.semibold + 30
        lineHeight: 1
        color: root.dimmed ? Theme.soft : Theme.avatarInk(root.hue)
        Accessible.ignored: true
    }
    Image {
        id: picture

        // One that is not there is a single pixel of nothing.
        readonly property bool isThere: status === Image.Ready && implicitWidth > 1

        anchors.fill: parent
        visible: isThere
        source: root.photo !== "" ? "image://face/" + root.photo : ""
        sourceSize: Qt.size(Math.round(root.diameter), Math.round(root.diameter))
        // Nobody's picture outlives the faces that show it.
        cache: false
        opacity: root.dimmed ? 0.55 : 1
        Accessible.ignored: true
    }
}
