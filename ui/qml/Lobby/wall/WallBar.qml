import QtQuick
import Lobby
import Lobby.Models

/** Top of the wall: whose wall it is, how many people are here, date and time. */
Item {
    id: root

    required property WallModel model
    required property real railWidth // the number stands where the cards begin
    readonly property bool counting: model.visible > 0 // else the page tells the number
    readonly property bool stale: model.ageMinutes > 0
    readonly property int uncovered: counting ? Math.max(0, model.present - model.visible) : 0
    readonly property string age: model.ageMinutes < 120
        ? qsTr("No news for %n minutes", "", model.ageMinutes)
        : qsTr("No news for %n hours", "", Math.floor(model.ageMinutes / 60))
    // In two rows where one is too short: the house and the time, then the people.
    readonly property bool stacked: Theme.portrait || people.visible
        && railWidth + 2 * Theme.gap2 + peopleWidth + clock.width + 2 * Theme.gap3
            + dateLeast > width
    readonly property real dateLeast: (Theme.textScale > 1 ? 1 : 0.6) * brief.advanceWidth
    readonly property real numberWidth: counting ? number.width + Theme.gap2 : 0
    readonly property real peopleWidth: numberWidth + Math.max(words.implicitWidth, lower.implicitWidth) + 1
    readonly property real rowHeight: Theme.large(8.6)
    readonly property bool hasDateBelow: Theme.portrait && !dateFits
    readonly property real dateRoom: stacked && Theme.portrait
        ? width - (people.visible ? people.width + Theme.gap3 : 0)
        : width - clock.width - Theme.gap3 - (people.visible && !stacked
            ? people.x + people.implicitWidth + Theme.gap3 : house.width + Theme.gap3)
    readonly property bool dateFits: dateRoom >= dateLeast

    readonly property real houseRoom: people.visible && !stacked ? railWidth
        : width - clock.width - Theme.gap3 - (Theme.portrait ? 0 : brief.advanceWidth + Theme.gap3)
    readonly property real below: Math.max(people.visible ? people.height : 0,
        Theme.portrait && date.visible && !hasDateBelow ? date.height : 0)

    implicitHeight: !stacked ? Math.max(10 * Theme.unit, people.visible ? people.height : 0)
        : rowHeight + (below > 0 ? Theme.gap2 + below : 0) + (hasDateBelow ? Theme.gap1 + date.height : 0)

    Row {
        id: house

        anchors.verticalCenter: clock.verticalCenter
        spacing: Theme.gap2

        Icon {
            id: door

            anchors.verticalCenter: parent.verticalCenter
            name: "door-open"
            size: 6 * Theme.unit
            color: Theme.accent
        }
        TextLine {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, root.houseRoom - door.width - 2 * house.spacing)
            text: root.model.spaceName
            size: Theme.large(5)
            wght: Theme.heading
            elide: Text.ElideRight
            mayBeCut: true
            Accessible.role: Accessible.Heading
        }
    }

    Item {
        id: people

        x: root.stacked ? 0 : root.railWidth + Theme.gap2
        y: root.stacked ? root.rowHeight + Theme.gap2 : (root.height - height) / 2
        implicitWidth: !root.stacked || Theme.portrait ? root.peopleWidth
            : lines.x + words.implicitWidth + lines.spacing + lower.implicitWidth + 1
        implicitHeight: Math.max(number.visible ? 0.9 * number.height : 0, lines.height)
        width: Math.min(implicitWidth, root.width - x)
        height: implicitHeight
        visible: root.counting || root.stale && root.model.hasNews
        Accessible.role: Accessible.StaticText
        Accessible.name: number.text + " " + words.text

        TextLine {
            id: number

            anchors.verticalCenter: parent.verticalCenter
            visible: root.counting
            text: Theme.whole(root.model.present)
            size: Theme.large(8.6)
            wght: Theme.heading
            color: Theme.accent
            Accessible.ignored: true
        }
        Flow {
            id: lines

            x: root.numberWidth
            width: people.width - x
            spacing: root.stacked && !Theme.portrait ? Theme.gap3 : 0
            anchors.verticalCenter: parent.verticalCenter
            // One line stands on the number's line, two share its height.
            anchors.verticalCenterOffset: height > Theme.text(5) ? 0 : Theme.large(1.4)

            TextLine {
                id: words

                visible: root.counting
                width: Math.min(parent.width, implicitWidth)
                text: root.stale ? qsTr("people here at %1", "after the number", root.model.present).arg(root.model.asOf)
                                 : qsTr("people here now", "after the number", root.model.present)
                size: Theme.text3
                wght: Theme.semibold
                wrapMode: Text.WordWrap
                Accessible.ignored: true
            }
            // The age of the news counts more than who is only counted.
            TextLine {
                id: lower

                visible: root.stale || root.uncovered > 0
                width: Math.min(parent.width, implicitWidth)
                text: root.stale ? root.age
                    : qsTr("%n only counted", "people without a name on the wall", root.uncovered)
                size: Theme.text3
                wght: root.stale ? Theme.semibold : Theme.regular
                color: root.stale ? Theme.busy : Theme.soft
                wrapMode: Text.WordWrap
            }
        }
    }

    TextLine {
        id: clock

        anchors.right: parent.right
        y: root.stacked ? (root.rowHeight - height) / 2 : (root.height - height) / 2
        text: root.model.clock
        size: Theme.large(8.6)
        wght: Theme.heading
    }
    TextLine {
        id: date

        readonly property bool isBelow: Theme.portrait

        x: isBelow ? root.width - width : clock.x - Theme.gap3 - width
        y: root.hasDateBelow ? root.height - height
            : isBelow ? people.y + (people.visible ? (people.height - height) / 2
                + (lineCount > 1 ? 0 : 1.4 * Theme.unit) : 0)
            : lineCount > 1 ? clock.y + (clock.height - height) / 2
            : clock.y + clock.baselineOffset - baselineOffset
        width: Math.min(root.hasDateBelow ? root.width : Math.max(root.dateRoom, 0), implicitWidth)
        visible: root.model.clock !== "" && (root.dateFits || root.hasDateBelow)
        text: whole.advanceWidth < (root.hasDateBelow ? root.width : root.dateRoom)
            ? whole.text : brief.text
        size: Theme.text3
        color: Theme.soft
        wrapMode: Text.WordWrap
        horizontalAlignment: Text.AlignRight

        TextMetrics {
            id: whole

            text: root.dayText(Locale.LongFormat)
            font.family: Theme.family
            font.pixelSize: Math.round(Theme.text3)
        }
        TextMetrics {
            id: brief

            text: root.dayText(Locale.ShortFormat)
            font: whole.font
        }
    }

    /** Return the day with the names of weekday and month, whole or short. */
    function dayText(format: int): string {
        return Theme.day(root.model.weekday, root.model.day, root.model.month, format);
    }
}
