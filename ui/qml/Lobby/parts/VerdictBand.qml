import QtQuick
import Lobby

/** The answer to a scan over the whole width: a tint, a filled icon, one sentence in ink. */
Rectangle {
    id: root

    required property string tone // good | stop | busy | accent
    required property string iconName
    required property string headline
    property string detail: ""
    property real headlineSize: Theme.text5
    property real smallestHeadline: 6 * Theme.unit
    property real detailSize: Theme.text3
    property color detailColor: Theme.ink
    property real iconSize: 24 * Theme.unit
    property real margin: Theme.kioskMargin
    property real corner: 0 // room left for the ring at the top right

    readonly property real content: Theme.portrait ? disc.height + Theme.gap2 + words.implicitHeight
        : Math.max(disc.height, words.implicitHeight)

    implicitHeight: content + 2 * Theme.gap3
    color: Theme.toneTint(tone)

    Rectangle {
        id: disc
        x: root.margin
        y: (root.height - (Theme.portrait ? root.content : height)) / 2
        width: root.iconSize
        height: width
        radius: width / 2
        color: Theme.tone(root.tone)

        Icon {
            anchors.centerIn: parent
            name: root.iconName
            size: 0.56 * disc.width
            color: Theme.verdictInk
        }
    }
    Column {
        id: words
        x: Theme.portrait ? root.margin : disc.x + disc.width + 0.28 * disc.width
        y: Theme.portrait ? disc.y + disc.height + Theme.gap2 : (root.height - height) / 2
        width: root.width - x - root.margin - (Theme.portrait ? 0 : root.corner)
        spacing: Theme.gap1

        Heading {
            width: words.width
            text: root.headline
            size: root.headlineSize
            smallest: root.smallestHeadline
            Accessible.role: Accessible.AlertMessage
        }
        TextLine {
            width: words.width
            visible: text !== ""
            text: root.detail
            size: root.detailSize
            color: root.detailColor
            wrapMode: Text.WordWrap
            maximumLineCount: 3
            elide: Text.ElideRight
        }
    }
}
