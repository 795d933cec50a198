import QtQuick
import Lobby
import Lobby.Models

/** How many large cards and faces a room holds, and how large they are: larger text means fewer. */
Item {
    id: root

    required property WallModel model
    readonly property int people: model.visible
    readonly property real gap: (crowded ? 1.6 : 2) * Theme.unit

    // Cards.
    readonly property real leastWidth: Theme.unit * (9 + 6 * Theme.textScale) + Theme.text(34)
    readonly property int columns: Theme.portrait || people <= 3 || width < 2 * leastWidth + Theme.gap2 ? 1 : 2
    readonly property real cardWidth: (width - (columns - 1) * Theme.gap2) / columns
    // How many rows of words somebody's offer takes.
    readonly property int lines: cardWidth - 16 * Theme.unit >= Theme.text(72) ? 1 : 2
    readonly property real leastHeight: 1.3 * Theme.unit + Theme.text(5.3 + 4.3 * lines)
    readonly property int mostRows: Math.max(1, Math.min(6 / columns,
        Math.floor((height + 1.6 * Theme.unit) / (leastHeight + 1.6 * Theme.unit))))
    readonly property bool crowded: people > columns * mostRows
    readonly property int cardRows: crowded ? rowsBesideFaces() : Math.max(1, Math.ceil(people / columns))
    readonly property int cards: columns * cardRows
    readonly property int carded: Math.min(cards, people)
    // One or two people leave room for the invitation, which stands below them.
    readonly property bool invites: people <= 2 && columns === 1 && cardRows < mostRows
    readonly property int rows: invites ? cardRows + 1 : cardRows
    readonly property real rowHeight: (height - facesHeight - (rows - 1) * gap) / rows
    readonly property bool saysBoth: people <= 4
        && rowHeight >= 3 * Theme.unit + Theme.text(6.5 + 8.8 * lines)

    // Faces.
    readonly property real cell: width / faceColumns
    readonly property int faceColumns: Math.max(1, Math.floor(width / Math.max(14 * Theme.unit,
        Math.min(20.5 * Theme.unit * Theme.textScale, width / 2, widest))))
    readonly property real widest: 1.12 * Math.max(word.advanceWidth, earlier.advanceWidth, more.advanceWidth)
        + Theme.gap1 // the word with most letters is not always the widest
    readonly property bool twoLines: name.advanceWidth > cell - Theme.gap1
        || model.hasEarlier && Theme.textScale > 1
    readonly property real faceGap: 1.6 * Theme.unit
    readonly property real faceHeight: 9 * Theme.unit + Theme.text(twoLines ? 8 : 4)
    readonly property int faceRows: crowded
        ? Math.min(faceRowsBelow(cardRows), Math.ceil((people - cards) / faceColumns)) : 0
    readonly property real facesHeight: faceRows > 0 ? faceRows * (faceHeight + faceGap) - faceGap + gap : 0
    readonly property int places: faceRows * faceColumns
    // Where not everybody has a place, the last one says how many more there are.
    readonly property int faces: people - cards > places ? Math.max(0, places - 1) : places

    visible: false
    // Later: the answer changes what is being laid out right now.
    onCardsChanged: Qt.callLater(root.tell)
    onFacesChanged: Qt.callLater(root.tell)
    onSaysBothChanged: Qt.callLater(root.tell)
    Component.onCompleted: Qt.callLater(root.tell)

    TextMetrics {
        id: word

        text: root.model.longestWord
        font.family: Theme.family
        font.pixelSize: Math.round(Theme.text3)
        font.variableAxes: ({ "wght": Theme.medium })
    }
    TextMetrics {
        id: name

        text: root.model.longestName
        font: word.font
    }
    TextMetrics {
        id: earlier

        text: root.model.hasEarlier ? qsTr("earlier", "here earlier today, under a face") : ""
        font: word.font
    }

    TextMetrics {
        id: more

        text: root.crowded ? qsTr("in turn", "under a number of people who take turns on the wall") : ""
        font: word.font
    }

    function tell(): void {
        root.model.roomIsFor(root.cards, root.faces, root.saysBoth);
    }
    /** From as many cards as there is room for down to half of them, until everybody is seen. */
    function rowsBesideFaces(): int {
        const isLonely = mostRows === 2 && columns === 1 && faceRowsBelow(2) > 0;
        const fewest = isLonely ? 2 : Math.ceil(mostRows / 2);
        for (let rows = mostRows; rows > fewest; --rows)
            if (rows * columns + faceRowsBelow(rows) * faceColumns >= people)
                return rows;
        return fewest;
    }
    function faceRowsBelow(rows: int): int {
        const room = height - rows * (leastHeight + 1.6 * Theme.unit);
        return Math.max(0, Math.floor((room + faceGap) / (faceHeight + faceGap)));
    }
}
