import QtQuick
import Lobby
import Lobby.Models

/** The top of the idle page: the house's name and time, the state for staff, languages and letters. */
Item {
    id: root

    required property KioskModel model
    readonly property real margin: Theme.kioskMargin
    readonly property real inner: width - 2 * margin

    readonly property real dayRoom: day.visible ? day.implicitWidth + Theme.gap1 : 0
    readonly property real beside: inner - controls.width - Theme.gap2 - house.x
    /** Name, day and controls stand in one row, else the controls below; the day may go under the name. */
    readonly property bool isOneRow: Math.max(house.implicitWidth, day.implicitWidth) <= beside
    readonly property real nameRoom: isOneRow ? beside : inner - house.x
    readonly property bool isDayBelow: house.implicitWidth + dayRoom > nameRoom
    readonly property real nameHeight: Math.max(Theme.touch,
        house.implicitHeight + (isDayBelow && day.visible ? day.implicitHeight : 0))
    readonly property real above: (Theme.portrait && !Theme.crowded ? 4 : 3) * Theme.unit

    implicitHeight: above + nameHeight + (isOneRow ? 0 : Theme.gap1 + Theme.touch)

    Item {
        x: root.margin
        y: root.above
        width: root.inner
        height: root.nameHeight

        Icon {
            id: door
            y: (house.y + (house.implicitHeight / Math.max(1, house.lineCount) - height) / 2)
            name: "door-open"
            size: Theme.large(3.6)
            color: Theme.accent
        }
        TextLine {
            id: house
            x: door.width + Theme.gap1
            y: root.isDayBelow ? 0 : (parent.height - height) / 2
            width: Math.min(implicitWidth, root.nameRoom)
            text: root.model.house.name
            size: Theme.text2
            wght: Theme.bold
            wrapMode: Text.Wrap
        }
        TextLine {
            id: day
            x: root.isDayBelow ? house.x : house.x + house.width + Theme.gap1
            y: root.isDayBelow ? house.height : (parent.height - height) / 2
            visible: root.model.house.time !== ""
            width: Math.min(implicitWidth, root.nameRoom)
            //: Weekday and time, as in "Tuesday, 9:12".
            text: qsTr("%1, %2").arg(Theme.locale.standaloneDayName(root.model.house.weekday))
                .arg(root.model.house.time)
            size: Theme.text2
            color: Theme.soft
            wrapMode: Text.Wrap
        }
    }
    Row {
        id: controls
        x: root.width - root.margin - width
        y: root.isOneRow ? root.above + (root.nameHeight - height) / 2 : root.height - height
        spacing: Theme.gap2

        SyncState {
            sync: root.model.house.sync
            concerned: root.model.house.concerned
            onStaffAsked: root.model.pageAsked("staff")
        }
        LanguageSwitch {
            languages: root.model.languages
            current: root.model.page.language
            onChosen: language => root.model.languageChosen(language)
        }
        TextSizeSwitch {
            current: root.model.page.textSize
            isLow: root.model.page.lowReach
            canBeLow: Window.height > Window.width
            onSizeChosen: textSize => root.model.textSizeChosen(textSize)
            onLowChosen: isLow => root.model.lowReachChosen(isLow)
        }
    }
}
