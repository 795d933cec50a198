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

    implicitHeight: (Theme.portrait ? 22 : 10) * Theme.unit

    Row {
        id: house

        anchors { left: parent.left; verticalCenter: clock.verticalCenter }
        spacing: Theme.gap2

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "door-open"
            size: 6 * Theme.unit
            color: Theme.accent
        }
        TextLine {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, (Theme.portrait ? 0.7 * root.width : root.railWidth)
                            - 6 * Theme.unit - 2 * house.spacing)
            text: root.model.spaceName
            size: Theme.text4
            wght: Theme.heading
            elide: Text.ElideRight
            Accessible.role: Accessible.Heading
        }
    }

    Row {
        id: people

        x: Theme.portrait ? 0 : root.railWidth + Theme.gap2
        y: Theme.portrait ? root.height - height : (root.height - height) / 2
        visible: root.counting || root.stale && root.model.hasNews
        spacing: Theme.gap2
        Accessible.role: Accessible.StaticText
        Accessible.name: number.text + " " + words.text

        TextLine {
            id: number

            visible: root.counting
            text: Theme.whole(root.model.present)
            size: Theme.text(8.6)
            wght: Theme.heading
            color: Theme.accent
            Accessible.ignored: true
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            // One line stands on the number's line, two share its height.
            anchors.verticalCenterOffset: second.visible || root.stale ? 0 : 1.4 * Theme.unit

            TextLine {
                id: words

                visible: root.counting
                text: root.stale ? qsTr("people here at %1", "after the number", root.model.present).arg(root.model.asOf)
                                 : qsTr("people here now", "after the number", root.model.present)
                size: Theme.text3
                wght: Theme.semibold
                Accessible.ignored: true
            }
            TextLine {
                visible: root.stale
                text: root.age
                size: Theme.text3
                wght: Theme.semibold
                color: Theme.busy
            }
            // The age of the news counts more.
            TextLine {
                id: second

                visible: root.uncovered > 0 && !root.stale
                text: qsTr("%n only counted", "people without a name on the wall", root.uncovered)
                size: Theme.text3
                color: Theme.soft
            }
        }
    }

    TextLine {
        id: clock

        anchors.right: parent.right
        y: Theme.portrait ? 0 : (root.height - height) / 2
        text: root.model.clock
        size: Theme.text(8.6)
        wght: Theme.heading
    }
    TextLine {
        readonly property Item before: people.visible ? people : house
        readonly property real room: Theme.portrait ? root.width - before.width - Theme.gap3
            : root.width - clock.width - before.x - before.width - 2 * Theme.gap3

        anchors {
            right: Theme.portrait ? parent.right : clock.left
            rightMargin: Theme.portrait ? 0 : Theme.gap3
        }
        y: Theme.portrait ? people.y + (people.height - height) / 2 + 1.4 * Theme.unit
            : lineCount > 1 ? clock.y + (clock.height - height) / 2
            : clock.y + clock.baselineOffset - baselineOffset
        width: Math.min(room, implicitWidth)
        // Where there is no room for both, the age of the news counts more.
        visible: root.model.clock !== "" && room > 22 * Theme.unit
        text: whole.advanceWidth < room ? whole.text : root.date(Locale.ShortFormat)
        size: Theme.text3
        color: Theme.soft
        wrapMode: Text.WordWrap
        horizontalAlignment: Text.AlignRight

        TextMetrics {
            id: whole

            text: root.date(Locale.LongFormat)
            font.family: Theme.family
            font.pixelSize: Math.round(Theme.text3)
        }
    }

    /** Return the day with the names of weekday and month, whole or short. */
    function date(format: int): string {
        return Theme.day(root.model.weekday, root.model.day, root.model.month, format);
    }
}
