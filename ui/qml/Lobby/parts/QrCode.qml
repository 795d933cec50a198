import QtQuick
import Lobby

/** A code to photograph with a phone: dark on white in both themes, sharp at any size. */
Rectangle {
    id: root

    required property string text
    required property string name // what the code is for, for who cannot see it
    property real side: 40 * Theme.unit

    implicitWidth: side
    implicitHeight: side
    visible: text !== ""
    color: Theme.codeGround
    radius: Theme.innerRadius
    Accessible.role: Accessible.Graphic
    Accessible.name: name

    Image {
        anchors { fill: parent; margins: 0.3 * root.radius } // inside the rounded corners
        source: root.text !== "" ? "image://qr/" + encodeURIComponent(root.text) : ""
        sourceSize: Qt.size(Math.floor(width), Math.floor(height))
        // A link is good once: no picture of it is kept.
        cache: false
        smooth: false
        fillMode: Image.Pad
        horizontalAlignment: Image.AlignHCenter
        verticalAlignment: Image.AlignVCenter
        Accessible.ignored: true
    }
}
