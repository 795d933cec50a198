import QtQuick
import Lobby

/** Why two people should meet. The words shrink a little before they are cut. */
Rectangle {
    id: root

    required property string reason
    property real size: Theme.text(2.8)

    radius: Theme.innerRadius
    color: Theme.helloTint

    Icon {
        id: icon
        x: 1.8 * Theme.unit
        y: words.y + (words.height - words.contentHeight) / 2
            + (words.contentHeight / Math.max(1, words.lineCount) - height) / 2
        name: "sparkles"
        size: 1.05 * root.size
        color: Theme.hello
    }
    TextLine {
        id: words
        anchors {
            fill: parent
            leftMargin: icon.x + icon.width + 1.3 * Theme.unit
            rightMargin: 1.8 * Theme.unit
            topMargin: Theme.gap1
            bottomMargin: Theme.gap1
        }
        text: root.reason
        size: root.size
        wght: Theme.medium
        wrapMode: Text.WordWrap
        fontSizeMode: Text.Fit
        minimumPixelSize: 0.75 * root.size
        elide: Text.ElideRight
    }
}
