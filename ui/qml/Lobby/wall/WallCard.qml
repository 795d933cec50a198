import QtQuick
import Lobby

/** One person large: the first name biggest, then what they offer or ask. */
Card {
    id: root

    required property string name
    required property string initials
    required property int hue
    required property bool isDimmed
    required property bool isEarlier
    required property string headline
    required property string offer
    required property string ask

    readonly property bool tall: height > 17 * Theme.unit
    readonly property bool roomy: height > 22 * Theme.unit
    readonly property real inset: (tall ? 2.4 : 1.3) * Theme.unit
    readonly property real nameSize: Theme.text(roomy ? 6.6 : 5)
    readonly property real wordsSize: Theme.text(roomy ? 4.2 : 3.5)
    // How many rows of words fit under the name.
    readonly property int rows: Math.max(1, Math.floor(
        (height - 2 * inset - 1.1 * nameSize) / (1.3 * wordsSize)))
    readonly property int lines: both ? Math.max(1, Math.floor(rows / 2)) : Math.min(3, rows)
    readonly property bool both: offer !== "" && ask !== ""
    readonly property string said: isEarlier ? qsTr("%1, here earlier today").arg(name)
        : both ? qsTr("%1, can help with %2, is looking for %3").arg(name).arg(offer).arg(ask)
        : offer !== "" ? qsTr("%1, can help with %2").arg(name).arg(offer)
        : ask !== "" ? qsTr("%1, is looking for %2").arg(name).arg(ask) : name

    Accessible.role: Accessible.ListItem
    Accessible.name: isDimmed && !isEarlier ? qsTr("%1, heads down").arg(said) : said

    Avatar {
        id: face

        anchors { left: parent.left; leftMargin: root.inset + Theme.edgeWidth; verticalCenter: parent.verticalCenter }
        diameter: Math.min(18 * Theme.unit, root.height - 2 * root.inset)
        initials: root.initials
        hue: root.hue
        dimmed: root.isDimmed
    }

    Column {
        anchors {
            left: face.right
            leftMargin: (root.tall ? 2.6 : 2) * Theme.unit
            right: parent.right
            rightMargin: root.inset
            verticalCenter: parent.verticalCenter
        }
        spacing: (root.roomy ? 1.2 : 0.2) * Theme.unit

        TextLine {
            width: parent.width
            text: root.name
            size: root.nameSize
            wght: Theme.heading
            color: root.isDimmed ? Theme.soft : Theme.ink
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        TextLine {
            visible: root.isEarlier || (root.roomy && root.offer + root.ask === "" && root.headline !== "")
            width: parent.width
            text: root.isEarlier ? qsTr("Here earlier today") : root.headline
            size: root.wordsSize
            color: Theme.soft
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        WallWords {
            visible: !root.isEarlier && root.offer !== ""
            width: parent.width
            phrase: root.offer
            size: root.wordsSize
            isDimmed: root.isDimmed
            lines: root.lines
        }
        WallWords {
            visible: !root.isEarlier && root.ask !== ""
            width: parent.width
            isAsk: true
            phrase: qsTr("%1?", "an ask").arg(root.ask)
            size: root.wordsSize
            isDimmed: root.isDimmed
            lines: root.lines
        }
    }
}
