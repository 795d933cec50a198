import QtQuick
import Lobby

/** A round face: initials on one of twelve calm hues; grey while heads down, a plain circle for nobody. */
Rectangle {
    id: root

    required property string initials
    required property int hue
    property bool dimmed: false
    property real diameter: 8.6 * Theme.unit

    implicitWidth: diameter
    implicitHeight: diameter
    radius: width / 2
    color: dimmed || initials === "" ? Theme.headsDown : Theme.avatarGround(hue)
    Accessible.ignored: true

    TextLine {
        anchors.centerIn: parent
        text: root.initials
        size: 0.38 * root.diameter
        wght: Theme.semibold + 30
        lineHeight: 1
        color: root.dimmed ? Theme.soft : Theme.avatarInk(root.hue)
        Accessible.ignored: true
    }
}
