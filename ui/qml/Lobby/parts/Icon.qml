import QtQuick
import Lobby

/** A Lucide icon in one colour. Always beside words, so it has no accessible name of its own. */
Image {
    id: root

    required property string name
    property color color: Theme.ink
    property real size: Theme.text2 * Theme.iconRatio

    width: Math.round(size)
    height: width
    sourceSize: Qt.size(width * Screen.devicePixelRatio, height * Screen.devicePixelRatio)
    source: name ? "image://icon/" + name + "/" + String(color).slice(1) : ""
    Accessible.ignored: true
}
