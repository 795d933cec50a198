import QtQuick
import Lobby
import Lobby.Models

/** What the camera sees, as in a mirror. Its frame covers a little around it. */
Rectangle {
    id: root

    required property LatestFrame frames
    property bool isCameraAway: false
    property string awayText: qsTr("The camera is away. As soon as it is back, you can hold up your code here.")
    property color outline: Theme.outline
    property string advice: ""

    implicitHeight: isCameraAway ? instead.implicitHeight + 2 * Theme.gap2 : 0
    color: Theme.card
    Accessible.role: Accessible.Graphic
    Accessible.name: isCameraAway ? away.text : qsTr("Camera picture")

    Item {
        id: image
        anchors.fill: parent
        clip: true
        visible: root.frames.picture.hasPicture && !root.isCameraAway
    }
    Binding { target: root.frames.picture; property: "parent"; value: image }
    Binding { target: root.frames.picture; property: "width"; value: image.width }
    Binding { target: root.frames.picture; property: "height"; value: image.height }
    Binding { target: root.frames.picture; property: "outline"; value: root.outline }
    Binding { target: root.frames.picture; property: "shade"; value: Theme.outlineShade }
    Column {
        id: instead
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.gap3
        visible: !image.visible
        spacing: Theme.gap2

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: root.isCameraAway ? "triangle-alert" : "scan-line"
            size: (Theme.crowded ? 8 : 14) * Theme.unit
            color: root.isCameraAway ? Theme.busy : Theme.edge
        }
        TextLine {
            id: away
            width: parent.width
            visible: root.isCameraAway
            text: root.awayText
            size: Theme.large(3.2)
            wght: Theme.medium
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }
    }
    // Round corners: nothing on the software renderer clips to a radius, so the page lies over it.
    Rectangle {
        readonly property real over: 1.5 * Theme.unit

        anchors { fill: parent; margins: -over }
        color: "transparent"
        radius: over + Theme.previewRadius
        border { width: over; color: Theme.paper }
    }
    CoachLine {
        anchors { horizontalCenter: parent.horizontalCenter; bottom: parent.bottom; bottomMargin: Theme.gap2 }
        most: root.width - 2 * Theme.gap2
        advice: root.isCameraAway ? "" : root.advice
    }
}
