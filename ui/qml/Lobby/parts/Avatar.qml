import QtQuick
import Lobby
import Lobby.Models

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
        visible: !picture.visible
        text: root.initials
        size: 0.38 * root.diameter
        wght: Theme.semibold + 30
        lineHeight: 1
        color: root.dimmed ? Theme.soft : Theme.avatarInk(root.hue)
        Accessible.ignored: true
    }
    Image {
        id: picture

        // Asked again at every revision of the shelf: a photo may come, and may have to go.
        readonly property bool isHere: root.photo !== "" && FaceShelf.revision >= 0
            && FaceShelf.has(root.photo)

        anchors.fill: parent
        // One that cannot be read is a single pixel of nothing.
        visible: status === Image.Ready && implicitWidth > 1
        source: isHere ? "image://face/" + root.photo : ""
        sourceSize: Qt.size(Math.round(root.diameter), Math.round(root.diameter))
        // Nobody's picture outlives the faces that show it.
        cache: false
        opacity: root.dimmed ? 0.55 : 1
        Accessible.ignored: true
    }
}
