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
    property alias notices: news.data // lines of what somebody should know, under the detail
    property real padding: Theme.gap3 // above and below, at least
    property real corner: 0 // room left for the ring at the top right

    readonly property real newsWidth: words.width
    readonly property bool isStacked: Theme.upright && !Theme.crowded
    // A picture shrinks before words do.
    readonly property real discSize: Math.min(iconSize, (Theme.crowded ? 12 : Theme.portrait && !Theme.upright ? 16 : 24) * Theme.unit)
    readonly property real content: isStacked ? disc.height + Theme.gap2 + words.implicitHeight
        : Math.max(disc.height, words.implicitHeight)

    implicitHeight: content + 2 * padding
    color: Theme.toneTint(tone)

    Rectangle {
        id: disc
        x: root.margin
        y: (root.height - (root.isStacked ? root.content : height)) / 2
        width: root.discSize
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
        x: root.isStacked ? root.margin : disc.x + disc.width + 0.28 * disc.width
        y: root.isStacked ? disc.y + disc.height + Theme.gap2 : (root.height - height) / 2
        width: root.width - x - root.margin - (root.isStacked ? 0 : root.corner)
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
            wrapMode: Text.Wrap
        }
        Grid {
            id: news

            readonly property real beside: visibleChildren.reduce((sum, line) => sum + line.implicitWidth + Theme.gap3, 0)

            visible: visibleChildren.length > 0
            columns: beside > words.width ? 1 : 2
            columnSpacing: Theme.gap3
            rowSpacing: Theme.gap1
            topPadding: Theme.gap1
        }
    }
}
