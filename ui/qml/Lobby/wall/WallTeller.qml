import QtQuick
import Lobby

/** A face and, beside it, what is said of that person. */
Item {
    id: root

    required property string text
    required property string initials
    required property int hue
    required property string photo
    required property real diameter
    property int lines: 2

    implicitHeight: Math.max(face.height, words.height)

    Avatar {
        id: face

        anchors.verticalCenter: parent.verticalCenter
        diameter: root.diameter
        initials: root.initials
        hue: root.hue
        photo: root.photo
    }
    TextLine {
        id: words

        anchors {
            left: face.right
            leftMargin: Theme.gap2
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        text: root.text
        size: Theme.text3
        lineHeight: 0.9
        wrapMode: Text.WordWrap
        maximumLineCount: root.lines
        elide: Text.ElideRight
        mayBeCut: true // it has a name in it
    }
}
