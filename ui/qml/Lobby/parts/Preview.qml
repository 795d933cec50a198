import QtQuick
import Lobby
import Lobby.Models

/** What the camera sees, as in a mirror. Its frame covers four units around: let others stand above it. */
Rectangle {
    id: root

    required property LatestFrame frames
    property bool isCameraAway: false
    property string awayText: qsTr("The camera is away. As soon as it is back, you can hold up your code here.")
    property color outline: Theme.outline
    property string advice: ""

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
    Icon {
        anchors { horizontalCenter: parent.horizontalCenter; bottom: parent.verticalCenter }
        visible: !image.visible
        name: root.isCameraAway ? "triangle-alert" : "scan-line"
        size: 14 * Theme.unit
        color: root.isCameraAway ? Theme.busy : Theme.edge
    }
    TextLine {
        id: away
        anchors { top: parent.verticalCenter; topMargin: Theme.gap2; horizontalCenter: parent.horizontalCenter }
        width: parent.width - 2 * Theme.gap4
        visible: root.isCameraAway
        text: root.awayText
        size: Theme.text3
        wght: Theme.medium
        wrapMode: Text.WordWrap
        horizontalAlignment: Text.AlignHCenter
    }
    // Round corners: nothing on the software renderer clips to a radius, so the page lies over it.
    Rectangle {
        readonly property real over: 4 * Theme.unit

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
