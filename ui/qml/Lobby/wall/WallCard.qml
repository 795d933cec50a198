import QtQuick
import Lobby

/** One person large: the first name biggest, then what they offer or ask. */
Card {
    id: root

    required property string name
    required property string initials
    required property int hue
    required property string photo
    required property bool isDimmed
    required property bool isEarlier
    required property string headline
    required property string offer
    required property string ask
    required property string question // the ask with its marks

    // Room counts in letters: larger text makes a card a smaller one.
    readonly property bool wide: width > Theme.text(80)
    readonly property bool roomy: wide && height > Theme.text(16)
    readonly property bool spacious: roomy && width > Theme.text(108)
    // High and narrow: the words go below the face instead of beside it.
    readonly property bool below: !wide && height > Theme.text(30) && width < 70 * Theme.unit
    readonly property real inset: (roomy ? 2.8 : below ? 2.4 : height > 17 * Theme.unit ? 2.2 : 1.4) * Theme.unit
    readonly property real gap: (roomy ? 2.8 : 1.8) * Theme.unit
    readonly property real nameSize: Theme.text(spacious || below ? 6.6 : roomy ? 5.4
        : height > Theme.text(22) ? 5.8 : height > Theme.text(17) ? 5 : 4.4)
    readonly property real wordsSize: Theme.text(roomy ? (spacious ? 4.2 : 3.6) : 3.5)
    // The name's line box is blank above it; without this the words would hang low.
    readonly property real rise: 0.5 * Theme.unit
    // How many rows of words fit under the name, with some air above and below.
    readonly property real air: (spacious ? 1.6 : roomy ? 1 : 0.8) * Theme.unit
    readonly property int rows: Math.max(1, Math.floor((height - (below
        ? face.height + gap + 2 * inset
        : title.height - 0.1 * nameSize + (both ? 2 : 1) * words.spacing + 2 * air)) / (1.23 * wordsSize) + 0.15))
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

        x: root.inset
        y: root.below ? root.inset : (root.height - height) / 2
        diameter: Math.min(root.height - 2 * root.inset, (root.roomy ? 18
            : root.width > 52 * Theme.unit && root.height > 17 * Theme.unit ? 13 : 11) * Theme.unit)
        initials: root.initials
        hue: root.hue
        photo: root.photo
        dimmed: root.isDimmed
    }

    Heading {
        id: title

        x: face.x + face.width + root.gap
        y: root.below ? face.y + (face.height - height) / 2
                      : (root.height - height - words.anchors.topMargin - words.height) / 2 - root.rise
        width: root.width - x - 1.4 * Theme.unit
        text: root.name
        size: root.nameSize
        lineHeight: 0.9
        smallest: Math.max(Theme.text(3.8), 0.7 * root.nameSize)
        maximumLineCount: root.height > Theme.text(root.both ? 24 : 19) ? 2 : 1
        // Words that may wrap, and have one line, would lose a last part without a sign of it.
        wrapMode: maximumLineCount > 1 ? Text.Wrap : Text.NoWrap
        elide: Text.ElideRight
        mayBeCut: true
        color: root.isDimmed ? Theme.soft : Theme.ink
        Accessible.ignored: true
    }

    Column {
        id: words

        anchors {
            left: root.below ? face.left : title.left
            right: parent.right
            rightMargin: (root.wide ? 2.4 : 1.2) * Theme.unit
            top: root.below ? face.bottom : title.bottom
            topMargin: root.below ? root.gap : root.roomy ? 0.8 * Theme.unit : 0
        }
        spacing: (root.roomy ? 0.8 : 0) * Theme.unit

        TextLine {
            visible: root.isEarlier || (root.offer + root.ask === "" && root.headline !== "")
            width: parent.width
            text: root.isEarlier ? qsTr("Here earlier today") : root.headline
            size: root.wordsSize
            color: Theme.soft
            wrapMode: Text.WordWrap
            maximumLineCount: root.lines
            elide: Text.ElideRight
            mayBeCut: !root.isEarlier
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
            phrase: root.question
            size: root.wordsSize
            isDimmed: root.isDimmed
            lines: root.lines
        }
    }
}
